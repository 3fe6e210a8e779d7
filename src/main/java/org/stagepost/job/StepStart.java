package org.stagepost.job;

import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/** What surrounds every step: it is shown, it does not begin after a stop, and a failed run skips to its report. */
final class StepStart implements StepExecutionListener {
    /** Exit code of a step in which an endpoint or the batch itself failed. */
    static final String HALTED = "HALTED";

    private final RunState run;

    StepStart(RunState run) {
        this.run = run;
    }

    @Override
    public void beforeStep(StepExecution step) {
        run.stepStarted(step.getStepName());
        if (run.stopping()) {
            step.setTerminateOnly();
        }
    }

    @Override
    public ExitStatus afterStep(StepExecution step) {
        boolean halted = run.failure().isPresent()
                && step.getExitStatus().getExitCode().startsWith(ExitStatus.COMPLETED.getExitCode());
        return halted ? new ExitStatus(HALTED) : step.getExitStatus();
    }
}
