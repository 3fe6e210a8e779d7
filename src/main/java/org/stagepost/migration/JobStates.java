package org.stagepost.migration;

import org.stagepost.model.BatchName;

/** Tells what the job behind a batch is doing, also when another process runs it. Thread-safe. */
public interface JobStates {
    JobState of(BatchName batch);
}
