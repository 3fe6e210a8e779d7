package org.stagepost.job;

import java.util.function.Function;
import org.stagepost.migration.BatchSettings;
import org.stagepost.migration.BatchStore;
import org.stagepost.migration.EndpointGates;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.JobFileReader;
import org.stagepost.migration.Lease;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.PartitionLeases;
import org.stagepost.migration.RunOrders;
import org.stagepost.migration.UserLedger;
import org.stagepost.migration.WorkerList;

/**
 * What a worker works with, besides what the steps do.
 *
 * @param workers hears that this one is there
 * @param ledgers one for each lease, that writes nothing when the lease is lost
 */
public record WorkerRooms(
        Rooms rooms,
        PartitionLeases leases,
        WorkerList workers,
        Function<Lease, UserLedger> ledgers,
        BatchStore batches,
        BatchSettings settings,
        JobFileReader jobFiles,
        RunOrders orders) {
    /** As the run has read it, with what was set meanwhile. */
    JobFile jobFile(Lease lease, MigrationBatch batch) {
        return orders.read(batch.name(), lease.execution(), batch.jobFile(), jobFiles, settings::of);
    }

    WorkerRooms with(PartitionLeases others) {
        return new WorkerRooms(rooms, others, workers, ledgers, batches, settings, jobFiles, orders);
    }

    WorkerRooms with(EndpointGates gates) {
        return new WorkerRooms(rooms.with(gates), leases, workers, ledgers, batches, settings, jobFiles, orders);
    }
}
