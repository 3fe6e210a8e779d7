package org.stagepost.job;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.migration.Place;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Origin;

/** What one mailbox does after a failure: how long it waits for its next attempt, or that there is none. */
final class Setbacks {
    private static final Logger LOG = LoggerFactory.getLogger(Setbacks.class);
    /** A new connection may do what this one could not. */
    private static final Set<FailureCode> MAY_PASS = EnumSet.of(
            FailureCode.ENDPOINT_UNREACHABLE,
            FailureCode.CONNECTION_LOST,
            FailureCode.PROTOCOL_VIOLATED,
            FailureCode.MAILBOX_BUSY,
            FailureCode.FOLDER_REBUILT);

    private final UserRun user;
    private final RunState run;
    private final BackOff backOff;

    Setbacks(UserRun user, BackOff backOff) {
        this.user = user;
        this.run = user.run();
        this.backOff = backOff;
    }

    /** True when what was on the way may have broken the connection. */
    static boolean isBreak(FailureCode code) {
        return MAY_PASS.contains(code) && code != FailureCode.FOLDER_REBUILT;
    }

    /** Items went through. */
    void progressed(Place place) {
        backOff.progressed();
        place.progressed();
    }

    /**
     * The mailbox could not be opened.
     *
     * @return how long this mailbox waits by itself
     * @throws MigrationException what all the attempts end with
     */
    Duration atOpening(Place place, MigrationException failure) {
        boolean mayBeCrowd =
                failure.code() == FailureCode.ENDPOINT_UNREACHABLE || failure.code() == FailureCode.MAILBOX_THROTTLED;
        if (mayBeCrowd && place.turnedAway(failure)) {
            return slower(failure);
        }
        return afterwards(place, failure);
    }

    /**
     * What was open broke: the server could be reached a moment ago, so this mailbox is to blame.
     *
     * @return as {@link #atOpening}
     */
    Duration atWork(Place place, MigrationException failure) {
        return afterwards(
                place,
                failure.code() == FailureCode.ENDPOINT_UNREACHABLE
                        ? failure.as(FailureCode.CONNECTION_LOST, failure.detail())
                        : failure);
    }

    private Duration afterwards(Place place, MigrationException failure) {
        if (failure.code() == FailureCode.STOPPED && user.halted()) {
            return Duration.ZERO; // it has not failed: somebody stopped it
        }
        if (failure.code() == FailureCode.ENDPOINT_THROTTLED) {
            run.slowedDown(place.throttled(failure));
            return Duration.ZERO;
        }
        if (failure.code() == FailureCode.MAILBOX_THROTTLED) {
            Duration pause = slower(failure);
            run.listener().slowedDown(failure.detail() + "; this mailbox waits " + Slowdowns.inWords(pause));
            return pause;
        }
        if (!MAY_PASS.contains(failure.code())) {
            throw failure;
        }
        return next(failure, backOff.afterFailure(place.isProven()).orElseThrow(() -> failure));
    }

    private Duration slower(MigrationException failure) {
        Duration asked = failure.origin().map(Origin::pause).orElse(Duration.ZERO);
        return next(failure, backOff.afterSlowdown(asked).orElseThrow(() -> failure));
    }

    private static Duration next(MigrationException failure, Duration pause) {
        LOG.info("{}: {}; next attempt in {}", failure.code(), failure.detail(), pause);
        return pause;
    }
}
