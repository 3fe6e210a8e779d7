package org.stagepost.sync;

import java.util.List;

/**
 * How a mailbox copy is opened again after its connections broke.
 *
 * @param narrowing 0 as usual; more after each break that nothing went through before: smaller slices, to find the item
 *     that breaks the connection. Above 0 nothing is read ahead of the slice
 * @param poison items that were found: they are skipped, not tried
 */
public record CopyAttempt(int narrowing, List<PoisonItem> poison) {
    public static final CopyAttempt FIRST = new CopyAttempt(0, List.of());
    /** At this narrowing each item goes alone. */
    public static final int ALONE = 2;

    private static final int STEP = 10;

    public CopyAttempt {
        poison = List.copyOf(poison);
    }

    /** @param usual items of a slice when nothing is wrong */
    public int sliceItems(int usual) {
        return switch (narrowing) {
            case 0 -> usual;
            case 1 -> Math.max(1, usual / STEP);
            default -> 1;
        };
    }
}
