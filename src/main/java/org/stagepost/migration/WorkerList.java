package org.stagepost.migration;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.stagepost.model.WorkerId;

/**
 * The workers that were heard of (adr/0019). Times are the database's; who was not heard of for a day is forgotten.
 * Thread-safe; each call is one short transaction. Fails as the store does: STORE_UNUSABLE.
 */
public interface WorkerList {
    /** The worker is there now, as it says. */
    void heard(SignOfLife worker);

    /** Items or whole mailboxes of these job executions came through at it just now. Nothing for a worker that is not listed. */
    void progressed(WorkerId worker, Set<Long> executions);

    /** Something of the execution came through at another worker. @param within so much of the past, to the second */
    boolean progressedElsewhere(WorkerId worker, long execution, Duration within);

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
