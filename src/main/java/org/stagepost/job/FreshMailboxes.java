package org.stagepost.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.stagepost.model.UserId;

/** Mailboxes that this run made: their server may need a while until it opens them. Thread-safe. */
final class FreshMailboxes {
    private final Map<UserId, Instant> made = new ConcurrentHashMap<>();
    private final Clock clock;

    FreshMailboxes(Clock clock) {
        this.clock = clock;
    }

    void add(UserId user) {
        add(user, Duration.ZERO);
    }

    void add(UserId user, Duration age) {
        made.put(user, clock.instant().minus(age));
    }

    /** Empty when this run did not make it. */
    Optional<Duration> age(UserId user) {
        return Optional.ofNullable(made.get(user)).map(time -> Duration.between(time, clock.instant()));
    }

    /** For one user, whose mailbox need not be among these. */
    Settling settling(UserRun user) {
        return new Settling(user, made.getOrDefault(user.user().id(), Instant.MIN), clock);
    }
}
