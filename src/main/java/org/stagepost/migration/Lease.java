package org.stagepost.migration;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.UserId;
import org.stagepost.model.WorkerId;

/**
 * The right of one worker to one partition, as long as it is renewed (adr/0019).
 *
 * @param partition the number of its step execution
 * @param execution the number of the job execution that offered it
 * @param began when the run began: what has its time by then is due in it
 * @param mailboxAge of the target, when the lease was taken; null when the run did not make it
 * @param epoch rises each time that somebody takes the partition: who holds an older one holds nothing
 */
public record Lease(
        long partition,
        long execution,
        UserId user,
        Instant began,
        @Nullable Duration mailboxAge,
        WorkerId holder,
        long epoch) {}
