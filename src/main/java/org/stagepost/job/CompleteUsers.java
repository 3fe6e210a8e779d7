package org.stagepost.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.Phase;
import org.stagepost.migration.UserLedger;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Completes the users whose last sync is behind them, in the directory where the batch has one, and in the ledger. */
final class CompleteUsers implements Runnable {
    private final RunState run;
    private final UserLedger ledger;
    private final RunDirectories directories;
    private final Clock clock;
    private final PartitionEnd end;

    CompleteUsers(RunState run, UserLedger ledger, RunDirectories directories, Clock clock) {
        this.run = run;
        this.ledger = ledger;
        this.directories = directories;
        this.clock = clock;
        this.end = new PartitionEnd(run, ledger, Phase.COMPLETE);
    }

    /** Ends early when the run is halted: whoever goes on completes the others. */
    @Override
    public void run() {
        for (MigrationUser user : ledger.users(run.jobFile().name())) {
            if (user.status() == MigrationUserStatus.COMPLETION_SYNCED && !run.halted()) {
                complete(user);
            }
        }
    }

    private void complete(MigrationUser user) {
        try {
            if (run.jobFile().type().usesDirectories()) {
                requireFresh(user);
                directories.get().complete(user.row());
            }
        } catch (RuntimeException e) {
            end.failed(user, e);
            return;
        }
        MigrationUserStatus status = user.progress().tally().skipped() == 0
                ? MigrationUserStatus.COMPLETED
                : MigrationUserStatus.COMPLETED_WITH_WARNINGS;
        ledger.become(user.id(), status);
        run.listener().userEnded(user.id(), user.row().address(), status, "");
    }

    /** What arrived since would be left behind. */
    private void requireFresh(MigrationUser user) {
        Duration limit = run.jobFile().options().directories().completeIfSyncedWithin();
        Instant synced = user.lastSynced().orElse(Instant.EPOCH);
        if (synced.plus(limit).isBefore(clock.instant())) {
            throw new MigrationException(
                    FailureCode.SYNC_TOO_OLD,
                    "its last sync ended at " + synced + ", more than " + limit.toMinutes() + " minutes ago");
        }
    }
}
