package org.stagepost.sync;

/** What still fits into a slice. */
record Room(int items, long bytes, boolean untouched) {
    static Room of(Pace pace, Allowance allowance) {
        return new Room(
                Math.min(pace.sliceItems(), allowance.sliceItems()),
                Math.min(pace.sliceBytes(), allowance.sliceBytes()),
                true);
    }

    boolean isFull() {
        return items <= 0 || bytes <= 0;
    }

    /** An item that is larger than a slice may be is a slice of its own. */
    boolean fits(int moreItems, long moreBytes) {
        return (untouched && moreItems == 1) || (moreItems <= items && moreBytes <= bytes);
    }

    Room minus(SlicePart part) {
        return new Room(items - part.keys().size(), bytes - part.sizeBytes(), false);
    }
}
