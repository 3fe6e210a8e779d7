package org.stagepost.migration;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.MailboxSurvey;
import org.stagepost.mailbox.ServerTraits;

/** What all mailboxes of a server together tell of it. Thread-safe. */
final class SideSurvey {
    private @Nullable ServerTraits traits;
    private Duration shortest = Duration.ofDays(1);

    /** Asks something short, to know the way there. */
    void saw(MailboxSurvey mailbox) {
        Duration trip = mailbox.roundTrip();
        ServerTraits told = mailbox.traits();
        synchronized (this) {
            traits = traits == null ? told : traits;
            shortest = trip.compareTo(shortest) < 0 ? trip : shortest;
        }
    }

    synchronized Optional<ServerTraits> traits() {
        return Optional.ofNullable(traits);
    }

    /** Zero when none could be opened. */
    synchronized Duration roundTrip() {
        return traits == null ? Duration.ZERO : shortest;
    }
}
