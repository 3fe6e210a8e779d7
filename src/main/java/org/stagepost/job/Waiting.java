package org.stagepost.job;

import java.time.Duration;
import java.util.Optional;
import org.stagepost.migration.EndpointGates;
import org.stagepost.migration.Place;
import org.stagepost.sync.Sleeper;

/** Where mailboxes wait: at the gates of their servers, or for their next attempt. A stop ends it at once. */
record Waiting(EndpointGates gates, Sleeper sleeper) {
    private static final Duration STEP = Duration.ofMillis(50);

    /** Empty when the run is halted. */
    Optional<Place> enter(UserRun run) {
        gates.quiet(run.run().jobFile()).ifPresent(run.run()::isQuiet);
        return gates.enter(run.run().jobFile(), run.pass(), run::halted);
    }

    void sleep(UserRun run, Duration pause) {
        for (Duration left = pause; left.compareTo(Duration.ZERO) > 0 && !run.halted(); left = left.minus(STEP)) {
            sleeper.sleep(STEP);
        }
    }
}
