package org.stagepost.oauth;

import java.time.Duration;
import java.time.Instant;
import org.stagepost.credential.Secret;

/**
 * A token with its life.
 *
 * @param asked when it was asked for: its life is counted from then on, as if the answer took no time
 */
record AccessToken(Secret value, Instant asked, Instant expires) {
    private static final Duration LONGEST_MARGIN = Duration.ofSeconds(60);
    private static final int PART_OF_LIFE = 5;

    Duration life() {
        return Duration.between(asked, expires);
    }

    /** True when a login with it may come too late: near the end of its life, earlier the longer that is. */
    boolean isDue(Instant now) {
        Duration part = life().dividedBy(PART_OF_LIFE);
        Duration margin = part.compareTo(LONGEST_MARGIN) < 0 ? part : LONGEST_MARGIN;
        return !now.isBefore(expires.minus(margin));
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expires);
    }

    /** True when the token server would hardly give a better one. */
    boolean isFresh(Instant now) {
        Duration half = life().dividedBy(2);
        Duration young = half.compareTo(SharedToken.BETWEEN_REFUSALS) < 0 ? half : SharedToken.BETWEEN_REFUSALS;
        return now.isBefore(asked.plus(young));
    }
}
