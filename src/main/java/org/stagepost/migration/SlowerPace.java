package org.stagepost.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a server's complaints amount to.
 *
 * @param complaint the number of the last one; what several mailboxes hear at the same time is the same
 * @param inARow complaints since something went through
 * @param since the first of these; null when something went through
 * @param until when the server wants to be left alone
 */
public record SlowerPace(
        long complaint, int inARow, @Nullable Instant since, Instant until) {
    public static final SlowerPace NONE = new SlowerPace(0, 0, null, Instant.EPOCH);

    /** A server that lets nothing through for so long is given up. */
    static final Duration PATIENCE = Duration.ofHours(4);

    static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final int DOUBLINGS = 5;
    private static final int JITTER_PERCENT = 10;

    boolean isPaused(Instant now) {
        return now.isBefore(until);
    }

    /** True when the server has let nothing through for too long. */
    boolean isHopeless(Instant now) {
        return since != null && !now.isBefore(since.plus(PATIENCE));
    }

    /** Items went through. */
    SlowerPace progressed() {
        return new SlowerPace(complaint, 0, null, until);
    }

    /**
     * The server asks for a slower pace.
     *
     * @param asked zero when the server names no time
     * @return the same when that was known
     */
    SlowerPace throttled(Duration asked, Instant now, RandomGenerator random) {
        if (!isPaused(now)) {
            Duration pause = asked.isZero() ? ownPause(inARow) : capped(asked);
            return new SlowerPace(
                    complaint + 1, inARow + 1, since == null ? now : since, now.plus(withJitter(pause, random)));
        }
        return asked.isZero() || !now.plus(capped(asked)).isAfter(until)
                ? this
                : new SlowerPace(complaint, inARow, since, now.plus(withJitter(capped(asked), random)));
    }

    /** How much longer everybody waits than before. */
    Duration addedTo(SlowerPace before, Instant now) {
        Duration added = Duration.between(before.isPaused(now) ? before.until : now, until);
        return added.isNegative() ? Duration.ZERO : added;
    }

    /** By a clock that is so much ahead of the one that these times are of. */
    SlowerPace by(Duration ahead) {
        return new SlowerPace(complaint, inARow, since == null ? null : since.plus(ahead), until.plus(ahead));
    }

    private static Duration ownPause(int before) {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(before, DOUBLINGS));
    }

    private static Duration capped(Duration asked) {
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    /** Never shorter than what was asked for. */
    private static Duration withJitter(Duration pause, RandomGenerator random) {
        return pause.plusMillis(random.nextLong(pause.toMillis() * JITTER_PERCENT / 100 + 1));
    }
}
