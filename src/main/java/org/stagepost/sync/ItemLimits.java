package org.stagepost.sync;

import java.util.HashMap;
import java.util.Map;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** Counts what this run skips, in all folders, against badItemLimit and largeItemLimit; it tries everything again. */
final class ItemLimits {
    private final CopySettings settings;
    private final Map<FolderPath, Skipped> folders = new HashMap<>();

    ItemLimits(CopySettings settings) {
        this.settings = settings;
    }

    private record Skipped(long bad, long large) {}

    void count(FolderPath folder, FolderState state) {
        long bad = 0;
        long large = 0;
        for (FailureCode fate : state.fates().values()) {
            large += fate == FailureCode.ITEM_TOO_LARGE ? 1 : 0;
            bad += fate == FailureCode.ITEM_TOO_LARGE || fate == FailureCode.ITEM_VANISHED ? 0 : 1;
        }
        folders.put(folder, new Skipped(bad, large));
    }

    boolean isExceeded() {
        return isBeyond(settings.badItemLimit(), bad()) || isBeyond(settings.largeItemLimit(), large());
    }

    /** @throws MigrationException ITEM_LIMIT_EXCEEDED */
    void check() {
        check("badItemLimit", settings.badItemLimit(), bad());
        check("largeItemLimit", settings.largeItemLimit(), large());
    }

    private long bad() {
        return folders.values().stream().mapToLong(Skipped::bad).sum();
    }

    private long large() {
        return folders.values().stream().mapToLong(Skipped::large).sum();
    }

    private static boolean isBeyond(long limit, long items) {
        return limit != CopySettings.UNLIMITED && items > limit;
    }

    private static void check(String name, long limit, long items) {
        if (isBeyond(limit, items)) {
            throw new MigrationException(
                    FailureCode.ITEM_LIMIT_EXCEEDED, items + " items were skipped, " + name + " is " + limit);
        }
    }
}
