package org.stagepost.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What mailboxes have moved since their day began, where a server limits that; it outlives the process. Thread-safe;
 * each call is one short transaction of its own.
 */
public interface DailyTraffic {
    Duration LENGTH = Duration.ofHours(24);

    /** Which way the bytes go. */
    enum Way {
        /** Read from the mailbox. */
        DOWN,
        /** Written into it. */
        UP
    }

    /** @param mailbox names server and mailbox, the same for the same mailbox */
    record Meter(Way way, String mailbox) {}

    /** @param begin when the first byte moved */
    record Day(Instant begin, long bytes) {
        Instant end() {
            return begin.plus(LENGTH);
        }
    }

    Optional<Day> find(Meter meter);

    /**
     * Adds to the mailbox's day, whoever else does; where it has none, or its day is over, another one begins.
     *
     * @param bytes negative for what is given back, which takes no day below zero
     * @return the day as it is stored now
     */
    Day add(Meter meter, long bytes, Instant now);

    /** Days that began earlier. */
    void forget(Instant before);
}
