package org.stagepost.job;

import java.util.function.Function;
import org.slf4j.MDC;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.UserLedger;

/**
 * The worker of a partitioned step: runs a step of its own for each user, so that nothing is shared between partitions.
 * May start again when complete: which users are left, the partitioner asks the ledger.
 */
final class UserStep implements Step {
    private final String name;
    private final RunState run;
    private final UserLedger ledger;
    private final PartitionEnd end;
    private final Function<MigrationUser, Step> work;

    UserStep(String name, RunState run, UserLedger ledger, PartitionEnd end, Function<MigrationUser, Step> work) {
        this.name = name;
        this.run = run;
        this.ledger = ledger;
        this.end = end;
        this.work = work;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isAllowStartIfComplete() {
        return true;
    }

    @Override
    public void execute(StepExecution partition) throws JobInterruptedException {
        MigrationUser user = ledger.find(UserPartitioner.userOf(partition))
                .orElseThrow(() -> new IllegalStateException("no user for partition " + partition.getStepName()));
        try (MDC.MDCCloseable batch = MDC.putCloseable("batch", user.batch().value());
                MDC.MDCCloseable address =
                        MDC.putCloseable("user", user.row().address().value())) {
            if (run.stopping()) {
                partition.setTerminateOnly();
            }
            work.apply(user).execute(partition);
            end.of(user, partition);
        } catch (RuntimeException e) {
            run.failed(Causes.of(e));
        }
    }
}
