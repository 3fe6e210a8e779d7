package org.stagepost.model;

/** The initial (1) or n-th incremental round of a batch. */
public record PassNumber(int value) {
    public static final PassNumber INITIAL = new PassNumber(1);

    public PassNumber {
        if (value < 1) {
            throw new IllegalArgumentException("passes are numbered from 1, got " + value);
        }
    }

    public boolean isInitial() {
        return value == 1;
    }

    public PassNumber next() {
        return new PassNumber(value + 1);
    }
}
