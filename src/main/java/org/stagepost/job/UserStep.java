package org.stagepost.job;

import java.util.function.Function;
import org.slf4j.MDC;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.stagepost.migration.MigrationUser;

/**
 * The worker of a partitioned step: runs a step of its own for each user, so that nothing is shared between partitions.
 * May start again when complete: which users are left, the splitter asks the ledger.
 */
final class UserStep implements Step {
    private final UserSplitter splitter;
    private final RunState run;
    private final PartitionEnd end;
    private final Function<UserRun, Step> work;

    UserStep(UserSplitter splitter, RunState run, PartitionEnd end, Function<UserRun, Step> work) {
        this.splitter = splitter;
        this.run = run;
        this.end = end;
        this.work = work;
    }

    @Override
    public String getName() {
        return splitter.getStepName();
    }

    @Override
    public boolean isAllowStartIfComplete() {
        return true;
    }

    @Override
    public void execute(StepExecution partition) throws JobInterruptedException {
        MigrationUser user = splitter.userOf(partition);
        try (MDC.MDCCloseable batch = MDC.putCloseable("batch", user.batch().value());
                MDC.MDCCloseable address =
                        MDC.putCloseable("user", user.row().address().value())) {
            UserRun own = new UserRun(run, user);
            if (run.stopping()) {
                partition.setTerminateOnly();
            }
            work.apply(own).execute(partition);
            end.of(own, partition);
        } catch (RuntimeException e) {
            run.failed(Causes.of(e));
        }
    }
}
