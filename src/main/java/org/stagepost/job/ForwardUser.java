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

/** Forwards one user's mail. */
final class ForwardUser implements Tasklet {
    private final UserRun own;
    private final UserLedger ledger;
    private final RunDirectories directories;

    ForwardUser(UserRun own, UserLedger ledger, RunDirectories directories) {
        this.own = own;
        this.ledger = ledger;
        this.directories = directories;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        RunState run = own.run();
        MigrationUser user = own.user();
        Optional<MigrationException> failure = run.failure();
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (own.stopping()) {
            return RepeatStatus.FINISHED; // whoever goes on with the user forwards it
        }
        directories.forward(user.row());
        ledger.passed(user.id(), Phase.FORWARD);
        return RepeatStatus.FINISHED;
    }
}
