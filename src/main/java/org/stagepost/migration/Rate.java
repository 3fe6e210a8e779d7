package org.stagepost.migration;

import java.time.Duration;
import java.time.Instant;

/**
 * A token bucket that may go into debt: whoever comes when nothing is owed takes what it needs, however much, and the
 * others wait until that is paid off. So much a second in the long run, with a credit of one second. Not thread-safe.
 */
final class Rate {
    private static final double NANOS = 1e9;

    private double tokens;
    private Instant last;

    Rate() {
        this(RateLevel.NEW);
    }

    Rate(RateLevel level) {
        tokens = level.tokens();
        last = level.last();
    }

    RateLevel level() {
        return new RateLevel(tokens, last);
    }

    /**
     * How long it takes until nothing is owed.
     *
     * @param perSecond as it is now; zero for no limit
     */
    Duration debt(long perSecond, Instant now) {
        if (perSecond == 0) {
            return Duration.ZERO;
        }
        fill(perSecond, now);
        return tokens >= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(-tokens / perSecond * NANOS));
    }

    void take(long amount, long perSecond, Instant now) {
        if (perSecond > 0) {
            fill(perSecond, now);
            tokens -= amount;
        }
    }

    /** What is owed is paid at the rate of now: a limit that is raised holds at once. */
    private void fill(long perSecond, Instant now) {
        double seconds = Math.max(0, Duration.between(last, now).toNanos() / NANOS);
        if (last.equals(Instant.EPOCH)) {
            seconds = 0;
        }
        tokens = Math.min(perSecond, tokens + seconds * perSecond);
        last = now;
    }
}
