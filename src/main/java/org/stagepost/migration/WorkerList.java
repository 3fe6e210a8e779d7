package org.stagepost.migration;

import java.util.List;
import org.stagepost.model.WorkerId;

/**
 * The workers that were heard of (adr/0019). Times are the database's; who was not heard of for a day is forgotten.
 * Thread-safe; each call is one short transaction. Fails as the store does: STORE_UNUSABLE.
 */
public interface WorkerList {
    /** The worker is there now, as it says. */
    void heard(SignOfLife worker);

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
