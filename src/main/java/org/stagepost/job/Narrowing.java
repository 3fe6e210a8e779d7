package org.stagepost.job;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.sync.CopyAttempt;
import org.stagepost.sync.PoisonItem;
import org.stagepost.sync.Slice;

/** Finds the item that breaks the connection whenever it is on the way: by smaller slices, down to that item alone. */
final class Narrowing {
    /** So many items went through one by one: what broke the connection is behind them. */
    static final int ENOUGH = 100;
    /** Once may be chance. */
    private static final int TIMES_ALONE = 2;

    private final List<PoisonItem> poison = new ArrayList<>();
    private int level;
    private long items;
    private @Nullable Slice suspect;
    private int timesAlone;

    CopyAttempt attempt() {
        items = 0;
        return new CopyAttempt(level, poison);
    }

    void copied(long more) {
        items += more;
    }

    /** True when the copy may be opened with slices of the usual size again. */
    boolean isOver() {
        return level > 0 && items >= ENOUGH;
    }

    void widen() {
        level = 0;
    }

    /** @param fate of the item, should it be the one */
    void broke(Slice slice, MigrationException failure, FailureCode fate) {
        if (level < CopyAttempt.ALONE) {
            level += items == 0 ? 1 : 0;
            return;
        }
        timesAlone = slice.equals(suspect) ? timesAlone + 1 : 1;
        suspect = slice;
        if (timesAlone == TIMES_ALONE && slice.items() == 1) {
            poison.add(new PoisonItem(slice, fate, failure.detail()));
        }
    }
}
