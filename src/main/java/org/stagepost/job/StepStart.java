package org.stagepost.job;

import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/** Tells the live view which step begins. */
final class StepStart implements StepExecutionListener {
    private final RunState run;

    StepStart(RunState run) {
        this.run = run;
    }

    @Override
    public void beforeStep(StepExecution step) {
        run.listener().stepStarted(step.getStepName());
    }
}
