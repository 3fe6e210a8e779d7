package org.stagepost.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.migration.Place;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** The while in which a target that has just been given a mailbox may not open it yet. Used by one thread. */
final class Settling {
    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Set<FailureCode> MAY_PASS =
            EnumSet.of(FailureCode.MAILBOX_MISSING, FailureCode.MAILBOX_BUSY, FailureCode.CREDENTIALS_REFUSED);

    private final UserRun user;
    private final Instant made;
    private final Clock clock;
    private Duration next = FIRST;

    /** @param made when the mailbox was made; long ago if not in this run */
    Settling(UserRun user, Instant made, Clock clock) {
        this.user = user;
        this.made = made;
        this.clock = clock;
    }

    /**
     * How long the mailbox waits until the target is asked again.
     *
     * @return empty when the failure has nothing to do with the mailbox's youth, or it is over
     */
    Optional<Duration> pause(Place place, MigrationException failure) {
        if (made.equals(Instant.MIN) || !MAY_PASS.contains(failure.code()) || !place.isOfTarget(failure)) {
            return Optional.empty();
        }
        Duration left = Duration.between(clock.instant(), made.plus(limit()));
        if (left.isNegative() || left.isZero()) {
            return Optional.empty();
        }
        Duration pause = next.compareTo(left) < 0 ? next : left;
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
        LOG.info(
                "the new mailbox of {} does not open yet: {}; next attempt in {}",
                user.user().row().address(),
                failure.detail(),
                pause);
        return Optional.of(pause);
    }

    private Duration limit() {
        return user.run().jobFile().options().directories().mailboxWait();
    }
}
