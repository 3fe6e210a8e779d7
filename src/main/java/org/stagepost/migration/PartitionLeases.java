package org.stagepost.migration;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** @param partitions one or more that the worker works on. What is missing in the answer it does not hold any more. */
    Map<Long, Wishes> renew(WorkerId worker, Collection<Long> partitions, Duration time);

    /**
     * What the manager wants of a partition.
     *
     * @param epoch of the lease that was renewed
     * @param settings a number that changes when settings do
     */
    record Wishes(long epoch, boolean stop, long settings) {}

    /** Slices are through: those who vanished with one of these partitions before count no more. */
    void progressed(WorkerId worker, Collection<Long> partitions);

    /** Both servers of these are reached: those who did not reach them before count no more. */
    void opened(WorkerId worker, Collection<Long> partitions);

    /**
     * Its servers are not reached from here.
     *
     * @return the other workers that did not reach those of a partition of the same run, which nobody has reached since
     */
    Set<WorkerId> refuse(Lease lease);

    /** False when the lease is gone: then the ending is nobody's business. */
    boolean end(Lease lease, PartitionEnding ending);

    /**
     * Somebody else shall go on. False when the lease is gone.
     *
     * @param warnings for whoever reads how the run ended, from this worker's part
     */
    boolean giveBack(Lease lease, Why why, List<String> warnings);

    /** Why a worker gives a partition back. */
    enum Why {
        /** It ends: others are told at once. */
        DRAINS,
        /** Others may reach its servers: they are told at once. */
        NOT_FROM_HERE,
        /** What the worker needs is away for a while, or the lease is: others are told when the message counts as lost. */
        PAUSES,
        /** It may be the partition's fault: the worker counts as one that vanished with it. */
        CANNOT_BE_WORKED_ON
    }

    /**
     * Nobody else copies into that mailbox while the lease lasts.
     *
     * @param mailbox names it over all batches
     * @return false when another lease has claimed it
     */
    boolean claim(Lease lease, String mailbox);
}
