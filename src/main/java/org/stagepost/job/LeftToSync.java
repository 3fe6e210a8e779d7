package org.stagepost.job;

import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.PassKind;

/** Whom the sync of a run has still to do. */
final class LeftToSync {
    private LeftToSync() {}

    static boolean includes(RunState run, MigrationUser user) {
        boolean left = user.status() == MigrationUserStatus.QUEUED
                || user.status().isSynced() && (isBehind(run, user) || isToComplete(run, user));
        return left
                && !user.held()
                && run.isDue(user)
                && (user.progress().provisioned() || !run.jobFile().type().usesDirectories());
    }

    /** Where nothing follows the first sync, users that joined later are still to have it. */
    static boolean isBehind(RunState run, MigrationUser user) {
        int synced = user.progress().syncedPass();
        boolean again = run.kind() != PassKind.INCREMENTAL
                || run.jobFile().options().passes().allowIncrementalSyncs();
        return synced < run.pass().value() && (again || synced == 0);
    }

    /** Also one who was synced in this pass before it became the last. */
    private static boolean isToComplete(RunState run, MigrationUser user) {
        return run.completes(user) && user.status() != MigrationUserStatus.COMPLETION_SYNCED;
    }
}
