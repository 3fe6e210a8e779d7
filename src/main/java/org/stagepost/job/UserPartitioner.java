package org.stagepost.job;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.UserLedger;
import org.stagepost.model.UserId;

/**
 * One partition per pending user, in the order of rows; it holds the user's row id and nothing else.
 * Not a PartitionNameProvider on purpose: after a restart new rows need a context of their own.
 */
final class UserPartitioner implements Partitioner {
    private static final String USER = "user";

    private final RunState run;
    private final UserLedger ledger;
    private final Predicate<MigrationUser> pending;

    UserPartitioner(RunState run, UserLedger ledger, Predicate<MigrationUser> pending) {
        this.run = run;
        this.ledger = ledger;
        this.pending = pending;
    }

    @Override
    public Map<String, ExecutionContext> partition(int gridSize) {
        Map<String, ExecutionContext> partitions = new LinkedHashMap<>();
        if (run.halted()) {
            return partitions;
        }
        ledger.users(run.jobFile().name()).stream().filter(pending).forEach(user -> {
            ExecutionContext context = new ExecutionContext();
            context.putLong(USER, user.id().value());
            partitions.put("user-" + user.id().value(), context);
        });
        return partitions;
    }

    static UserId userOf(StepExecution partition) {
        return new UserId(partition.getExecutionContext().getLong(USER));
    }
}
