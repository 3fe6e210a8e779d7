package org.stagepost.sync;

import java.util.List;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.model.FolderPath;

/** Cuts the items that are still to be copied into slices, in their order. */
final class SlicePlanner {
    private final FolderPath folder;
    private final List<ItemSummary> pending;
    private final CopySettings settings;
    private int from;
    private int to;

    SlicePlanner(FolderPath folder, List<ItemSummary> pending, CopySettings settings) {
        this.folder = folder;
        this.pending = List.copyOf(pending);
        this.settings = settings;
    }

    /** Without keys when nothing is left. An item that is larger than a slice may be is one of its own. */
    Slice next() {
        from = to;
        long bytes = 0;
        while (to < pending.size() && to - from < settings.sliceItems()) {
            long size = size(pending.get(to));
            if (to > from && bytes + size > settings.sliceBytes()) {
                break;
            }
            bytes += size;
            to++;
        }
        return new Slice(folder, items().stream().map(ItemSummary::key).toList(), bytes);
    }

    /** Those of the slice that was planned last. */
    List<ItemSummary> items() {
        return pending.subList(from, to);
    }

    /** Of all slices. */
    long sizeBytes() {
        return pending.stream().mapToLong(SlicePlanner::size).sum();
    }

    private static long size(ItemSummary item) {
        return Math.max(0, item.sizeBytes());
    }
}
