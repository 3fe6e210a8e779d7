package org.stagepost.job;

import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.UserLedger;

/** Completes the users whose last sync is behind them. */
final class CompleteUsers implements Runnable {
    private final RunState run;
    private final UserLedger ledger;

    CompleteUsers(RunState run, UserLedger ledger) {
        this.run = run;
        this.ledger = ledger;
    }

    @Override
    public void run() {
        ledger.users(run.jobFile().name()).stream()
                .filter(user -> user.status() == MigrationUserStatus.COMPLETION_SYNCED)
                .forEach(this::complete);
    }

    private void complete(MigrationUser user) {
        MigrationUserStatus status = user.progress().tally().skipped() == 0
                ? MigrationUserStatus.COMPLETED
                : MigrationUserStatus.COMPLETED_WITH_WARNINGS;
        ledger.become(user.id(), status);
        run.listener().userEnded(user.id(), user.row().address(), status, "");
    }
}
