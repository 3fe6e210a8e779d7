package org.stagepost.job;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;

/** Says in the job's exit code whether users or the batch itself failed. */
final class RunEnd implements JobExecutionListener {
    /** Exit code of a job that ran to its end while users failed; restartable. */
    static final String SYNCED_WITH_ERRORS = "SYNCED_WITH_ERRORS";

    private final RunState run;

    RunEnd(RunState run) {
        this.run = run;
    }

    @Override
    public void afterJob(JobExecution job) {
        if (job.getStatus() == BatchStatus.FAILED
                && run.isReported()
                && run.failure().isEmpty()) {
            job.setExitStatus(new ExitStatus(SYNCED_WITH_ERRORS));
        }
    }
}
