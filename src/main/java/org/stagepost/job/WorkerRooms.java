package org.stagepost.job;

import java.util.function.Function;
import org.stagepost.migration.BatchSettings;
import org.stagepost.migration.BatchStore;
import org.stagepost.migration.JobFileReader;
import org.stagepost.migration.Lease;
import org.stagepost.migration.PartitionLeases;
import org.stagepost.migration.RunOrders;
import org.stagepost.migration.UserLedger;

/**
 * What a worker works with, besides what the steps do.
 *
 * @param ledgers one for each lease, that writes nothing when the lease is lost
 */
public record WorkerRooms(
        Rooms rooms,
        PartitionLeases leases,
        Function<Lease, UserLedger> ledgers,
        BatchStore batches,
        BatchSettings settings,
        JobFileReader jobFiles,
        RunOrders orders) {
    WorkerRooms with(PartitionLeases others) {
        return new WorkerRooms(rooms, others, ledgers, batches, settings, jobFiles, orders);
    }
}
