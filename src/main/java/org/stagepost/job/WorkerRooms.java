package org.stagepost.job;

import java.util.function.Function;
import org.stagepost.migration.BatchSettings;
import org.stagepost.migration.BatchStore;
import org.stagepost.migration.EndpointGates;
import org.stagepost.migration.JobFileReader;
import org.stagepost.migration.Lease;
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
    WorkerRooms with(PartitionLeases others) {
        return new WorkerRooms(rooms, others, workers, ledgers, batches, settings, jobFiles, orders);
    }

    WorkerRooms with(EndpointGates gates) {
        return new WorkerRooms(rooms.with(gates), leases, workers, ledgers, batches, settings, jobFiles, orders);
    }
}
