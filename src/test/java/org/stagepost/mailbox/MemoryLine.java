package org.stagepost.mailbox;

/**
 * A long line between an engine and its mailboxes: an answer is there one round trip after it was asked for.
 * Time passes only while somebody waits, so that {@link #roundTrips} counts what could not be overlapped.
 */
public final class MemoryLine {
    private long now;

    /** Round trips that were waited for. */
    public long roundTrips() {
        return now;
    }

    /** When the answer to what is asked now will be there. */
    long ask() {
        return now + 1;
    }

    void await(long moment) {
        now = Math.max(now, moment);
    }
}
