package org.stagepost.migration;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.stagepost.model.WorkerId;

/**
 * The workers' view of partitions (adr/0019). All times are the database's. Thread-safe; each call is one short
 * transaction. Fails as the store does: STORE_UNUSABLE.
 */
public interface PartitionLeases {
    /** Empty when there is no such partition of that execution on the board, when it has ended, somebody holds it, or it is for another version. */
    Optional<Lease> take(long partition, long execution, WorkerId worker, Duration time);

    /** It is on the board and free, and only workers of another version can take it. */
    boolean isForOtherVersion(long partition, long execution);

    /** Renews all that the worker holds. What is missing in the answer it does not hold any more. */
    Map<Long, Wishes> renew(WorkerId worker, Duration time);

    /**
     * What the manager wants of a partition.
     *
     * @param epoch of the lease that was renewed
     * @param settings a number that changes when settings do
     */
    record Wishes(long epoch, boolean stop, long settings) {}

    /** A slice is through: those who vanished with the partition before count no more. False when the lease is gone. */
    boolean progressed(Lease lease);

    /** False when the lease is gone: then the ending is nobody's business. */
    boolean end(Lease lease, PartitionEnding ending);

    /** Somebody else shall go on: the worker drains, or could not begin. False when the lease is gone. */
    boolean giveBack(Lease lease);

    /**
     * Nobody else copies into that mailbox while the lease lasts.
     *
     * @param mailbox names it over all batches
     * @return false when another lease has claimed it
     */
    boolean claim(Lease lease, String mailbox);
}
