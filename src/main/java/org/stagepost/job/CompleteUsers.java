package org.stagepost.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.stagepost.migration.Forwarding;
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
        for (MigrationUser listed : ledger.users(run.jobFile().name())) {
            Optional<MigrationUser> user = ledger.find(listed.id()).filter(this::isToComplete);
            if (user.isPresent() && !run.halted()) {
                complete(user.get());
            }
        }
    }

    /** Somebody may have stopped the user alone; and mail to one who does not forward would be left behind. */
    private boolean isToComplete(MigrationUser user) {
        boolean forwards = run.jobFile().forwarding() != Forwarding.SKIP;
        return user.status() == MigrationUserStatus.COMPLETION_SYNCED
                && !user.held()
                && (!forwards || user.progress().forwarded());
    }

    private void complete(MigrationUser user) {
        try {
            if (run.jobFile().type().usesDirectories()) {
                if (isTooOld(user) && !directories.get().isCompleted(user.row())) {
                    throw tooOld(user);
                }
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

    private boolean isTooOld(MigrationUser user) {
        return user.lastSynced()
                .filter(end -> !end.plus(limit()).isBefore(clock.instant()))
                .isEmpty();
    }

    private Duration limit() {
        return run.jobFile().options().directories().completeIfSyncedWithin();
    }

    private MigrationException tooOld(MigrationUser user) {
        return new MigrationException(
                FailureCode.SYNC_TOO_OLD,
                "its last sync ended at " + user.lastSynced().orElse(Instant.EPOCH) + ", more than "
                        + limit().toMinutes() + " minutes ago");
    }
}
