package org.stagepost.job;

import java.util.Optional;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.Phase;
import org.stagepost.migration.UserLedger;
import org.stagepost.model.MigrationException;

/** Sets one user's TargetAddress. */
final class ForwardUser implements Tasklet {
    private final RunState run;
    private final UserLedger ledger;
    private final RunDirectories directories;
    private final MigrationUser user;

    ForwardUser(RunState run, UserLedger ledger, RunDirectories directories, MigrationUser user) {
        this.run = run;
        this.ledger = ledger;
        this.directories = directories;
        this.user = user;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        Optional<MigrationException> failure = run.failure();
        if (failure.isPresent()) {
            throw failure.get();
        }
        directories.get().forward(user.row(), run.jobFile().options().targetDeliveryDomain());
        ledger.passed(user.id(), Phase.FORWARD);
        return RepeatStatus.FINISHED;
    }
}
