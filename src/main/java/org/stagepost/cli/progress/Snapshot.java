package org.stagepost.cli.progress;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How far a run is at one moment: what a frame is drawn from.
 *
 * @param step in Spring Batch's name for it; empty before the first
 * @param active in the order in which they were begun
 */
record Snapshot(String step, Users users, Work work, List<MailboxProgress> active, Duration running, boolean stopping) {
    private static final Duration TOO_EARLY_TO_TELL = Duration.ofSeconds(5);

    Snapshot {
        active = List.copyOf(active);
    }

    /**
     * The time that is left if the rest is like what was seen: mailboxes not looked at yet count as average ones.
     * Empty while there is nothing to go by.
     */
    Optional<Duration> left() {
        if (stopping || users.planned() == 0 || running.compareTo(TOO_EARLY_TO_TELL) < 0) {
            return Optional.empty();
        }
        Amount expected = work.known().times(1 + (double) users.unseen() / users.planned());
        return work.left(expected);
    }
}
