package org.stagepost.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.stagepost.migration.StatusSummary;

/** From when on a run may copy: the batch's time, or an earlier one of some user. */
final class StartTime {
    private static final Duration STEP = Duration.ofMillis(200);

    private final RunState run;
    private final Rooms rooms;

    StartTime(RunState run, Rooms rooms) {
        this.run = run;
        this.rooms = rooms;
    }

    /** Returns when it has come, or when the run is halted. Users whose time comes later are left to another run. */
    void await() {
        Optional<Instant> ofUsers = rooms.ledger().users(run.jobFile().name()).stream()
                .filter(user -> user.status().summary() == StatusSummary.PENDING)
                .flatMap(user -> Optional.ofNullable(user.settings().startAfter()).stream())
                .min(Comparator.naturalOrder());
        if (isLater(ofUsers)) {
            run.listener().waiting(next(ofUsers));
        }
        while (!run.halted() && isLater(ofUsers)) {
            rooms.sleeper().sleep(STEP);
        }
        run.begins(rooms.clock().instant());
    }

    private Instant next(Optional<Instant> ofUsers) {
        return Stream.concat(run.jobFile().startAfter().stream(), ofUsers.stream())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private boolean isLater(Optional<Instant> ofUsers) {
        Instant now = rooms.clock().instant();
        return run.jobFile().startAfter().isPresent()
                && Stream.concat(run.jobFile().startAfter().stream(), ofUsers.stream())
                        .allMatch(time -> time.isAfter(now));
    }
}
