package org.stagepost.job;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The rows of partitions that have ended are written together, so that a mailbox in which nothing
 * changed does not cost ten commits. A partition whose row was not written when the process died looks started, and is
 * recovered as every dead one. Thread-safe.
 */
final class PartitionRows extends UnwrittenRows {
    private static final int WRITTEN_TOGETHER = 200;

    private final JobRepository repository;
    private final TransactionOperations transactions;
    private final UnaryOperator<RuntimeException> failures;
    private final Set<StepExecution> ended = new LinkedHashSet<>();

    /** @param failures what an exception of the store means */
    PartitionRows(
            JobRepository repository, TransactionOperations transactions, UnaryOperator<RuntimeException> failures) {
        this.failures = failures;
        this.repository = repository;
        this.transactions = transactions;
    }

    /** Nobody may change the partition from now on. Once more is as good as once. */
    synchronized void ended(StepExecution partition) {
        ended.add(partition);
        if (ended.size() >= WRITTEN_TOGETHER) {
            write();
        }
    }

    /** To be called when all partitions of a step have ended. */
    synchronized void write() {
        List<StepExecution> rows = List.copyOf(ended);
        try {
            transactions.executeWithoutResult(status -> rows.forEach(repository::update));
        } catch (RuntimeException e) {
            throw failures.apply(e);
        }
        ended.clear();
    }
}
