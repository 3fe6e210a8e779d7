package org.stagepost.monitoring;

import java.time.Clock;

/** How many by the second, averaged over the last minute. Thread-safe. */
final class RecentRate {
    private static final int SECONDS = 60;

    private final Clock clock;
    private final long[] counts = new long[SECONDS];
    /** The second that each of {@link #counts} is of. */
    private final long[] seconds = new long[SECONDS];

    RecentRate(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(long more) {
        long now = clock.instant().getEpochSecond();
        int place = (int) Math.floorMod(now, (long) SECONDS);
        if (seconds[place] != now) {
            seconds[place] = now;
            counts[place] = 0;
        }
        counts[place] += more;
    }

    synchronized double perSecond() {
        long now = clock.instant().getEpochSecond();
        long sum = 0;
        for (int place = 0; place < SECONDS; place++) {
            sum += now - seconds[place] < SECONDS ? counts[place] : 0;
        }
        return (double) sum / SECONDS;
    }
}
