package org.stagepost.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What follows the first pass of a batch.
 *
 * @param allowIncrementalSyncs false: nothing is copied after the first pass, but for the last one that completes
 * @param autoComplete users complete as soon as their first sync ends
 * @param completeAfter the first pass that begins later completes the batch; null for never by itself
 * @param autoRetryCount how often failed users are tried again by themselves in a run, from 0 on
 * @param misfire of scheduled runs
 * @param incrementalEvery {@code serve} begins an incremental pass so long after the last one ended
 */
public record PassOptions(
        boolean allowIncrementalSyncs,
        boolean autoComplete,
        @Nullable Instant completeAfter,
        int autoRetryCount,
        Misfire misfire,
        Duration incrementalEvery) {
    public static final Duration USUALLY_EVERY = Duration.ofHours(24);
    public static final PassOptions USUAL = new PassOptions(true, false, null, 0, Misfire.RUN_ONCE, USUALLY_EVERY);

    /** The time from which the batch completes has come. */
    public boolean isTimeToComplete(Instant now) {
        return Optional.ofNullable(completeAfter)
                .filter(time -> !time.isAfter(now))
                .isPresent();
    }
}
