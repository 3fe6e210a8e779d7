package org.stagepost.job;

import java.time.Duration;
import org.stagepost.migration.PaceStore;
import org.stagepost.migration.PartitionBoard;
import org.stagepost.migration.RunLook;
import org.stagepost.migration.RunOrders;
import org.stagepost.migration.WorkerList;

/**
 * What a manager needs to have mailboxes copied by workers.
 *
 * @param look shows what workers have written into the ledgers
 * @param pace what workers have heard of servers
 * @param orders where the job file lies for them
 * @param workers tells who would take a message
 * @param unanswered after so long a message is sent again, in whole seconds
 */
public record RemoteWork(
        PartitionBoard board,
        Dispatch dispatch,
        RunLook look,
        PaceStore pace,
        RunOrders orders,
        WorkerList workers,
        Duration unanswered) {}
