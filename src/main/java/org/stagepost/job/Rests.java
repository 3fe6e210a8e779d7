package org.stagepost.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.stagepost.migration.MigrationUser;
import org.stagepost.model.BatchName;
import org.stagepost.model.ExitCode;

/** Waits for users that have moved what their mail servers allow in a day. */
final class Rests {
    private static final Duration STEP = Duration.ofMillis(200);

    private final Rooms rooms;
    private final Clock clock;
    private final BooleanSupplier stopping;

    /** @param stopping ends the wait */
    Rests(Rooms rooms, Clock clock, BooleanSupplier stopping) {
        this.rooms = rooms;
        this.clock = clock;
        this.stopping = stopping;
    }

    /** When the next user goes on; empty when none rests, or the run did not end by itself. */
    Optional<Instant> next(BatchName batch, RunResult result) {
        boolean ended = result.exitCode() == ExitCode.SUCCESS || result.exitCode() == ExitCode.SOME_USERS_FAILED;
        return ended && rooms.ledger().summary(batch).resting() > 0
                ? rooms.ledger().users(batch).stream()
                        .filter(user -> !user.held())
                        .map(MigrationUser::restsUntil)
                        .flatMap(Optional::stream)
                        .min(Comparator.naturalOrder())
                : Optional.empty();
    }

    /** @return false when it was stopped */
    boolean await(Instant until) {
        Duration left = Duration.between(clock.instant(), until);
        while (left.compareTo(Duration.ZERO) > 0 && clock.instant().isBefore(until) && !stopping.getAsBoolean()) {
            rooms.sleeper().sleep(STEP);
            left = left.minus(STEP);
        }
        return !stopping.getAsBoolean();
    }

    static RunResult stopped(BatchName batch, RunResult last) {
        String sentence = "Batch " + batch
                + " was stopped while users waited for another day of their mail servers. Go on with: batch start "
                + batch;
        return new RunResult(ExitCode.STOPPED, sentence, last.report(), last.reports());
    }
}
