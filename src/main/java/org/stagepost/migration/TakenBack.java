package org.stagepost.migration;

import java.util.List;
import java.util.Set;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;

/** What is said of users who are stopped because their directory changes were taken back. */
record TakenBack(UserLedger users, ChangeHistory changes) {
    /** The batch's users, in the order of their rows. */
    List<MigrationUser> remarked(BatchName batch) {
        List<MigrationUser> all = users.users(batch);
        if (all.stream().noneMatch(TakenBack::isStopped)) {
            return all;
        }
        Set<EmailAddress> back = changes.usersTakenBack(batch);
        return all.stream()
                .map(user -> isStopped(user) && back.contains(user.row().address())
                        ? user.withRemark("directory changes were taken back")
                        : user)
                .toList();
    }

    /** For a batch whose last run was before that; empty when there are none. */
    String sentence(BatchName batch) {
        Set<EmailAddress> held = users.heldBack(batch); // asked of every look at a batch: no user is read for it
        if (held.isEmpty()) {
            return "";
        }
        long stopped =
                changes.usersTakenBack(batch).stream().filter(held::contains).count();
        return stopped == 0
                ? ""
                : "Users whose directory changes were taken back since, and who are stopped: " + stopped
                        + ". Go on with: batch start " + batch + " --with-stopped";
    }

    private static boolean isStopped(MigrationUser user) {
        return user.held() && user.status().summary() == StatusSummary.STOPPED;
    }
}
