package org.stagepost.sync;

/**
 * How much may go between the two mailboxes, and how fast: what their servers allow. Asked between two slices, never
 * for a single item. Thread-safe: both pairs of connections of a large mailbox ask.
 */
public interface Allowance {
    Allowance UNLIMITED = new Allowance() {
        @Override
        public boolean isSlow() {
            return false;
        }

        @Override
        public int sliceItems() {
            return Integer.MAX_VALUE;
        }

        @Override
        public long sliceBytes() {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean take(int items, long sizeBytes) {
            return true;
        }
    };

    /** True while there is a limit by the second: nothing is read ahead of the slice that may go. */
    boolean isSlow();

    /** Most items of a slice; 1 or more. */
    int sliceItems();

    /** Most bytes of a slice of several items; 1 or more. */
    long sliceBytes();

    /**
     * Takes what a slice needs; waits for its turn, but not much longer than a second.
     *
     * @return false when the turn has not come: nothing is taken, and the slice must not go
     */
    boolean take(int items, long sizeBytes);
}
