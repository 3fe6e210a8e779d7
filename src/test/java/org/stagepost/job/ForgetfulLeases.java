package org.stagepost.job;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.stagepost.migration.Lease;
import org.stagepost.migration.PartitionEnding;
import org.stagepost.migration.PartitionLeases;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.WorkerId;

/** The database goes away when a partition is about to end for the first time, and the broker tells of it again. */
final class ForgetfulLeases implements PartitionLeases {
    private static final int PRIORITY = 4;
    private static final int MILLIS = 200;

    private final PartitionLeases leases;
    private final Dispatch broker;
    private final Set<Long> ended = new HashSet<>();

    ForgetfulLeases(PartitionLeases leases, Dispatch broker) {
        this.leases = leases;
        this.broker = broker;
    }

    @Override
    public synchronized boolean end(Lease lease, PartitionEnding ending) {
        if (ended.add(lease.partition())) {
            throw new MigrationException(FailureCode.STORE_UNUSABLE, "the connection was lost");
        }
        return leases.end(lease, ending);
    }

    @Override
    public boolean giveBack(Lease lease, Why why, List<String> warnings) {
        boolean given = leases.giveBack(lease, why, warnings);
        // a worker that is still at it would drop the message
        CompletableFuture.delayedExecutor(MILLIS, TimeUnit.MILLISECONDS)
                .execute(() -> broker.send(lease.execution(), lease.partition(), PRIORITY));
        return given;
    }

    @Override
    public Optional<Lease> take(long partition, long execution, WorkerId worker, Duration time) {
        return leases.take(partition, execution, worker, time);
    }

    @Override
    public boolean isForOtherVersion(long partition, long execution) {
        return leases.isForOtherVersion(partition, execution);
    }

    @Override
    public Map<Long, Wishes> renew(WorkerId worker, Collection<Long> partitions, Duration time) {
        return leases.renew(worker, partitions, time);
    }

    @Override
    public void progressed(WorkerId worker, Collection<Long> partitions) {
        leases.progressed(worker, partitions);
    }

    @Override
    public void opened(WorkerId worker, Collection<Long> partitions) {
        leases.opened(worker, partitions);
    }

    @Override
    public Set<WorkerId> refuse(Lease lease) {
        return leases.refuse(lease);
    }

    @Override
    public boolean claim(Lease lease, String mailbox) {
        return leases.claim(lease, mailbox);
    }
}
