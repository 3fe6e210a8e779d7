package org.stagepost.job;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
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
        made.put(user, clock.instant());
    }

    /** For one user, whose mailbox need not be among these. */
    Settling settling(UserRun user) {
        return new Settling(user, made.getOrDefault(user.user().id(), Instant.MIN), clock);
    }
}
