package org.stagepost.job;

/** What a worker does with a message about a partition. Called by as many threads as the worker takes at a time. */
public interface PartitionIntake {
    /**
     * Returns when the partition has ended here, however it ended; at once when the message is stale or a duplicate.
     *
     * @return false when it is for other workers: this one has another version, or ends
     */
    boolean received(long execution, long partition);
}
