package org.stagepost.job;

import org.stagepost.migration.MigrationUser;
import org.stagepost.model.PassNumber;

/** A run as one of its users sees it: the user may be stopped alone. Thread-safe. */
final class UserRun {
    private final RunState run;
    private final MigrationUser user;

    UserRun(RunState run, MigrationUser user) {
        this.run = run;
        this.user = user;
    }

    RunState run() {
        return run;
    }

    MigrationUser user() {
        return user;
    }

    PassNumber pass() {
        return run.pass();
    }

    boolean stopping() {
        return run.stopping() || run.isStopped(user.id());
    }

    /** Nothing new is begun for this user. */
    boolean halted() {
        return run.halted() || run.isStopped(user.id());
    }
}
