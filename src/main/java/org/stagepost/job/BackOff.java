package org.stagepost.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long one mailbox waits before its next attempt, and when it gives up. Counts since items last went through. */
final class BackOff {
    /** A mailbox that a server slows down waits so long in all. */
    static final Duration PATIENCE = Duration.ofHours(1);

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration FIRST_SLOW = Duration.ofSeconds(30);
    private static final int DOUBLINGS = 5;
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60));
    /** A server that never answered is more likely misspelt than restarting. */
    private static final int ATTEMPTS_AT_STRANGERS = 3;

    private static final int JITTER_PERCENT = 25;

    private final RandomGenerator random;
    private int failures;
    private int slowdowns;
    private Duration waited = Duration.ZERO;

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    void progressed() {
        failures = 0;
        slowdowns = 0;
        waited = Duration.ZERO;
    }

    /** @return empty to give up */
    Optional<Duration> afterFailure(boolean proven) {
        int attempts = proven ? PAUSES.size() : ATTEMPTS_AT_STRANGERS;
        return failures >= attempts ? Optional.empty() : Optional.of(withJitter(PAUSES.get(failures++)));
    }

    /**
     * @param asked what the server names; zero for nothing
     * @return empty to give up
     */
    Optional<Duration> afterSlowdown(Duration asked) {
        if (waited.compareTo(PATIENCE) >= 0) {
            return Optional.empty();
        }
        Duration own = FIRST_SLOW.multipliedBy(1L << Math.min(slowdowns++, DOUBLINGS));
        Duration pause = asked.isZero() ? own : asked;
        pause = withJitter(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
        waited = waited.plus(pause);
        return Optional.of(pause);
    }

    /** Never shorter, so that a server gets the time it asks for. */
    private Duration withJitter(Duration pause) {
        return pause.plusMillis(random.nextLong(pause.toMillis() * JITTER_PERCENT / 100 + 1));
    }
}
