package org.stagepost.job;

import org.springframework.batch.core.repository.dao.jdbc.JdbcExecutionContextDao;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Contexts of jobs and steps. A partition has none: its name says all, and with ten thousand users each row that is
 * written and asked for costs seconds.
 */
final class JobContexts extends JdbcExecutionContextDao {
    private static boolean isPartition(StepExecution step) {
        return step.getStepName().contains(UserSplitter.OF_A_USER);
    }

    @Override
    public void saveExecutionContext(StepExecution step) {
        if (!isPartition(step)) {
            super.saveExecutionContext(step);
        }
    }

    @Override
    public void updateExecutionContext(StepExecution step) {
        if (!isPartition(step)) {
            super.updateExecutionContext(step);
        }
    }

    @Override
    public ExecutionContext getExecutionContext(StepExecution step) {
        return isPartition(step) ? new ExecutionContext() : super.getExecutionContext(step);
    }
}
