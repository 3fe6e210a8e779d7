package org.stagepost.job;

import java.util.Collection;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.partition.StepExecutionAggregator;
import org.springframework.batch.core.step.StepExecution;

/**
 * Adds up the partitions of a step. Failed users do not fail the step: Spring Batch abandons a failed step, never to
 * restart it, when the job goes on to the next one.
 */
final class UserTally implements StepExecutionAggregator {
    /** Exit code of a partitioned step that ran to its end while users failed. */
    static final String COMPLETED_WITH_ERRORS = "COMPLETED_WITH_ERRORS";

    private final RunState run;

    UserTally(RunState run) {
        this.run = run;
    }

    @Override
    public void aggregate(StepExecution step, Collection<StepExecution> partitions) {
        for (StepExecution partition : partitions) {
            step.setReadCount(step.getReadCount() + partition.getReadCount());
            step.setWriteCount(step.getWriteCount() + partition.getWriteCount());
            step.setCommitCount(step.getCommitCount() + partition.getCommitCount());
            step.setRollbackCount(step.getRollbackCount() + partition.getRollbackCount());
        }
        if (run.stopping()) {
            step.setTerminateOnly();
        } else if (partitions.stream().anyMatch(partition -> partition.getStatus() != BatchStatus.COMPLETED)) {
            step.setExitStatus(new ExitStatus(COMPLETED_WITH_ERRORS));
        }
    }
}
