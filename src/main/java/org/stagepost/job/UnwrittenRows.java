package org.stagepost.job;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Spring Batch's repository as the step of a partition sees it. What it reports on its way is not written: the user
 * ledger knows better.
 */
class UnwrittenRows implements JobRepository {
    @Override
    public void update(StepExecution partition) {
        // whoever runs the partition knows how it ended
    }

    @Override
    public void updateExecutionContext(StepExecution partition) {
        // it holds the user's row id, and that stands in the partition's name
    }

    @Override
    public JobInstance createJobInstance(String job, JobParameters parameters) {
        throw notOfAPartition();
    }

    @Override
    public void update(JobExecution job) {
        throw notOfAPartition();
    }

    @Override
    public void updateExecutionContext(JobExecution job) {
        throw notOfAPartition();
    }

    private static UnsupportedOperationException notOfAPartition() {
        return new UnsupportedOperationException("the step of a partition changes no job");
    }
}
