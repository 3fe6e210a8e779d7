package org.stagepost.migration;

import java.time.Duration;
import java.time.Instant;

/**
 * What all workers of a store together know of one server, by the store's clock.
 *
 * @param turnedAway mailboxes, ever
 * @param worked when a mailbox was seen at work there last
 */
public record ServerPace(RateLevel messages, RateLevel bytes, SlowerPace slower, long turnedAway, Instant worked) {
    public static final ServerPace NEW =
            new ServerPace(RateLevel.NEW, RateLevel.NEW, SlowerPace.NONE, 0, Instant.EPOCH);

    /** Longer than it takes workers to say so again. */
    private static final Duration SEEN = Duration.ofSeconds(15);

    boolean isAtWork(Instant now) {
        return worked.plus(SEEN).isAfter(now);
    }

    ServerPace with(Turns turns) {
        return new ServerPace(turns.messages(), turns.bytes(), slower, turnedAway, worked);
    }

    ServerPace with(SlowerPace now) {
        return new ServerPace(messages, bytes, now, turnedAway, worked);
    }

    ServerPace withOneTurnedAway() {
        return new ServerPace(messages, bytes, slower, turnedAway + 1, worked);
    }
}
