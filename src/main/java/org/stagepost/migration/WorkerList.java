package org.stagepost.migration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stagepost.model.WorkerId;

/**
 * The workers that were heard of (adr/0019). Times are the database's; who was not heard of for a day is forgotten.
 * Thread-safe; each call is one short transaction. Fails as the store does: STORE_UNUSABLE.
 */
public interface WorkerList {
    /** The worker is there now, as it says. */
    void heard(SignOfLife worker);

    /** It has just connected to both servers of mailboxes of these job executions. Nothing for a worker that is not listed. */
    void opened(WorkerId worker, Set<Long> executions);

    /** How long ago another worker did so in that execution; empty when none did. */
    Optional<Duration> sinceOpenedElsewhere(WorkerId worker, long execution);

    /** It has ended, and says so. */
    void left(WorkerId worker);

    /** By their names. */
    List<KnownWorker> all();

    /**
     * What a worker says of itself.
     *
     * @param capacity mailboxes at a time
     * @param draining it takes nothing more
     * @param refused messages that it left to workers of another version
     */
    record SignOfLife(WorkerId worker, int capacity, boolean draining, long refused) {}
}
