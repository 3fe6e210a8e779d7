package org.stagepost.cli.progress;

/** Items and bytes: how much there is, or how much was done. */
record Amount(long items, long bytes) {
    static final Amount NOTHING = new Amount(0, 0);

    Amount plus(Amount other) {
        return new Amount(items + other.items, bytes + other.bytes);
    }

    /** So many times as much. */
    Amount times(double factor) {
        return new Amount(Math.round(items * factor), Math.round(bytes * factor));
    }

    Amount minus(Amount other) {
        return new Amount(items - other.items, bytes - other.bytes);
    }
}
