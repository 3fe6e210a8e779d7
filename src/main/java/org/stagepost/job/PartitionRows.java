package org.stagepost.job;

import java.util.ArrayList;
import java.util.List;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Spring Batch's repository as the step of a partition sees it. What it reports on its way is not written: the user
 * ledger knows better. The rows of partitions that have ended are written together, so that a mailbox in which nothing
 * changed does not cost ten commits. A partition whose row was not written when the process died looks started, and is
 * recovered as every dead one. Thread-safe.
 */
final class PartitionRows implements JobRepository {
    private static final int WRITTEN_TOGETHER = 200;

    private final JobRepository repository;
    private final TransactionOperations transactions;
    private final List<StepExecution> ended = new ArrayList<>();

    PartitionRows(JobRepository repository, TransactionOperations transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    /** Nobody may change the partition from now on. */
    synchronized void ended(StepExecution partition) {
        ended.add(partition);
        if (ended.size() >= WRITTEN_TOGETHER) {
            write();
        }
    }

    /** To be called when all partitions of a step have ended. */
    synchronized void write() {
        List<StepExecution> rows = List.copyOf(ended);
        ended.clear();
        transactions.executeWithoutResult(status -> rows.forEach(repository::update));
    }

    @Override
    public void update(StepExecution partition) {
        // see ended
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
