package org.stagepost.sync;

import java.util.Set;
import org.stagepost.mailbox.Capability;

/**
 * How much of a mailbox is on its way at one time.
 *
 * @param sliceItems items committed together
 * @param sliceBytes bytes committed together
 * @param underWay slices that may be sent without an outcome before another is sent
 * @param readAhead slices that are asked of the source before they can be sent; 0 when nothing else may be on the way
 *     while a slice is, so that it is known what broke a connection
 */
record Pace(int sliceItems, long sliceBytes, int underWay, int readAhead) {
    static final int WINDOW = 4;
    private static final int READ_AHEAD = 4;

    /**
     * A target that does not tell keys is asked for them after each slice, and where slices are not stored as a whole,
     * little shall be in doubt after a crash.
     */
    static Pace of(CopyContext context, Set<Capability> target) {
        CopySettings settings = context.settings();
        if (context.attempt().narrowing() > 0) {
            return new Pace(settings.sliceItems(), settings.sliceBytes(), 0, 0);
        }
        boolean keys = target.contains(Capability.KEYS_ON_APPEND);
        boolean atomic = target.contains(Capability.ATOMIC_SLICES);
        int window = !keys ? 0 : atomic ? WINDOW : 1;
        return new Pace(settings.sliceItems(), settings.sliceBytes(), window, READ_AHEAD);
    }

    /** Slices whose intents are stored: one commit for each that is settled is enough then. */
    int planAhead() {
        return Math.max(1, underWay + readAhead);
    }
}
