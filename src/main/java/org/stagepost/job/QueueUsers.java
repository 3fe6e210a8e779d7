package org.stagepost.job;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.OpenCopies;
import org.stagepost.migration.RejectedRow;
import org.stagepost.migration.UserCsv;
import org.stagepost.migration.UserLedger;
import org.stagepost.migration.UserRow;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;

/** Makes the ledger agree with the file after the import: rows left out, users gone, and who has another chance. */
final class QueueUsers implements Runnable {
    private final RunState run;
    private final UserLedger ledger;
    private final OpenCopies copies;
    private final RunDirectories directories;
    private final Clock clock;

    QueueUsers(RunState run, UserLedger ledger, OpenCopies copies, RunDirectories directories, Clock clock) {
        this.run = run;
        this.ledger = ledger;
        this.copies = copies;
        this.directories = directories;
        this.clock = clock;
    }

    @Override
    public void run() {
        BatchName batch = run.jobFile().name();
        UserCsv csv = run.csv();
        Set<EmailAddress> addresses = csv.rows().stream().map(UserRow::address).collect(Collectors.toSet());
        int left = without(batch, addresses);
        if (left > 0) {
            run.warn(left + (left == 1 ? " user is" : " users are")
                    + " no longer in the CSV and left the batch; what was copied stays");
        }
        // rejected rows first: a password that one of them names must outlive the user that leaves
        ledger.replaceRejected(batch, csv.rejected());
        ledger.keepOnly(batch, addresses);
        ledger.requeue(batch);
        wake(batch);
        repeatOldSyncs(batch);
        run.imported(csv.rows().size(), pending(batch));
    }

    /** Users who were about to be completed so long ago that mail may have arrived since. */
    private void repeatOldSyncs(BatchName batch) {
        if (!run.jobFile().type().usesDirectories()) {
            return;
        }
        Instant limit =
                clock.instant().minus(run.jobFile().options().directories().completeIfSyncedWithin());
        ledger.users(batch).stream()
                .filter(user -> user.status() == MigrationUserStatus.COMPLETION_SYNCED)
                .filter(user -> user.lastSynced().filter(limit::isAfter).isPresent())
                .filter(user -> !directories.get().isCompleted(user.row())) // a process died before it could say so
                .forEach(user -> ledger.become(user.id(), MigrationUserStatus.QUEUED));
    }

    /** Users whose day is over, or whose servers allow more by now. */
    private void wake(BatchName batch) {
        if (ledger.summary(batch).resting() == 0) {
            return;
        }
        for (MigrationUser user : ledger.users(batch)) {
            if (user.restsUntil().isPresent()
                    && copies.day(user).usedUpUntil(run.jobFile()).isEmpty()) {
                ledger.wakes(user.id());
            }
        }
    }

    private int without(BatchName batch, Set<EmailAddress> addresses) {
        Set<String> rejected =
                run.csv().rejected().stream().map(RejectedRow::address).collect(Collectors.toSet());
        return (int) ledger.users(batch).stream()
                .map(user -> user.row().address())
                .filter(address -> !addresses.contains(address) && !rejected.contains(address.value()))
                .count();
    }

    private int pending(BatchName batch) {
        return (int) ledger.users(batch).stream()
                .filter(user -> user.status() == MigrationUserStatus.QUEUED
                        || user.status().isSynced()
                                && user.progress().syncedPass() < run.pass().value())
                .count();
    }
}
