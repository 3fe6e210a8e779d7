package org.stagepost.migration;

import java.time.Instant;

/**
 * How a rate stands.
 *
 * @param tokens what may go at once; below zero it is owed
 * @param last when that was so; {@link Instant#EPOCH} before anything went
 */
public record RateLevel(double tokens, Instant last) {
    public static final RateLevel NEW = new RateLevel(0, Instant.EPOCH);
}
