package org.stagepost.job;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.transaction.support.TransactionOperations;
import org.stagepost.migration.PartitionBoard;

/**
 * Makes what a dead process left restartable: running steps and UNKNOWN ones, which Spring Batch by itself never
 * restarts. Call it only as the owner of the store: then whatever looks alive is dead, but for workers.
 */
final class DeadRuns {
    private static final Logger LOG = LoggerFactory.getLogger(DeadRuns.class);

    private static final Duration STEP = Duration.ofMillis(200);

    private final JobRepository repository;
    private final TransactionOperations transactions;
    private final Rooms rooms;

    DeadRuns(SpringBatch batch, Rooms rooms) {
        this.repository = batch.repository();
        this.transactions = batch.transactions();
        this.rooms = rooms;
    }

    /** A process died between the two rows that begin a pass: without the second, Spring Batch would never start it. */
    void forget(String job, JobParameters pass) {
        JobInstance instance = repository.getJobInstance(job, pass);
        if (instance != null) {
            repository.deleteJobInstance(instance);
        }
    }

    void recover(JobExecution execution) {
        awaitWorkers(rooms.board(), execution.getId());
        rooms.remote().ifPresent(remote -> remote.orders().remove(Passes.batchOf(execution), execution.getId()));
        int steps = Objects.requireNonNull(transactions.execute(status -> recoverSteps(execution)));
        boolean unfinished = execution.isRunning() || execution.getStatus() == BatchStatus.UNKNOWN;
        if (unfinished) {
            execution.setStatus(BatchStatus.FAILED);
            execution.setEndTime(LocalDateTime.now());
            repository.update(execution);
        }
        if (unfinished || steps > 0) {
            LOG.info("recovered execution {} of a dead process, {} steps", execution.getId(), steps);
        }
    }

    /** Workers outlive their manager, also one that is started again without a broker: they stop at their next slice, or when their lease runs out. */
    private void awaitWorkers(PartitionBoard board, long execution) {
        Duration left = board.revoke(List.of(execution));
        if (!left.isZero()) {
            LOG.info("waits until workers have let go of run {}", execution);
        }
        while (!left.isZero()) {
            rooms.sleeper().sleep(STEP);
            left = board.revoke(List.of(execution));
        }
    }

    private int recoverSteps(JobExecution execution) {
        int steps = 0;
        for (StepExecution step : execution.getStepExecutions()) {
            if (step.getStatus().isRunning() || step.getStatus() == BatchStatus.UNKNOWN) {
                step.setStatus(BatchStatus.FAILED);
                step.setEndTime(LocalDateTime.now());
                repository.update(step);
                steps++;
            }
        }
        return steps;
    }
}
