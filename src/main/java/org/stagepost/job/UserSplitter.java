package org.stagepost.job;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.step.StepExecution;
import org.stagepost.migration.MigrationUser;

/**
 * One partition per pending user, in the order of rows, named by the user's row id; all are made in one transaction.
 * Older partitions are not asked whom a restart runs: the user ledger says who is pending.
 */
final class UserSplitter implements StepExecutionSplitter {
    /** Stands in the name of a partition, before the user's row id. */
    static final String OF_A_USER = ":user-";

    private final String step;
    private final SpringBatch batch;
    private final Supplier<List<MigrationUser>> pending;
    private final Map<Long, MigrationUser> users = new ConcurrentHashMap<>();

    UserSplitter(String step, SpringBatch batch, Supplier<List<MigrationUser>> pending) {
        this.step = step;
        this.batch = batch;
        this.pending = pending;
    }

    @Override
    public String getStepName() {
        return step;
    }

    @Override
    public Set<StepExecution> split(StepExecution manager, int gridSize) {
        Set<StepExecution> partitions = new LinkedHashSet<>();
        List<MigrationUser> left = pending.get();
        batch.transactions()
                .executeWithoutResult(status -> left.forEach(user -> {
                    StepExecution partition = batch.repository()
                            .createStepExecution(step + OF_A_USER + user.id().value(), manager.getJobExecution());
                    users.put(partition.getId(), user);
                    partitions.add(partition);
                }));
        return partitions;
    }

    /** As the ledger had it when the step was split. */
    MigrationUser userOf(StepExecution partition) {
        return Objects.requireNonNull(users.get(partition.getId()), partition.getStepName());
    }
}
