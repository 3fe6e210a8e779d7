package org.stagepost.job;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.MigrationUser;
import org.stagepost.model.PassNumber;

/** A run as one of its users sees it: the user may be stopped alone. Thread-safe. */
final class UserRun {
    private final RunState run;
    private final MigrationUser user;
    private volatile @Nullable Instant rest;

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

    /** The user has moved as much today as its servers allow. */
    void rests(Instant until) {
        rest = until;
    }

    /** Until when nothing more is copied for this user; empty when it does not rest. */
    Optional<Instant> rest() {
        return Optional.ofNullable(rest);
    }

    /** Nothing new is begun for this user. */
    boolean halted() {
        return run.halted() || run.isStopped(user.id());
    }
}
