package org.stagepost.cli.progress;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a mailbox or a whole run is.
 *
 * @param known what was found so far, done or not; without bytes where only items are known
 * @param perSecond how fast it goes at present
 */
record Work(Amount done, Amount known, Amount perSecond) {
    /** From 0 to 1; bytes say more than items, as long as there are any. */
    double share() {
        if (known.bytes() > 0) {
            return Math.min(1, (double) done.bytes() / known.bytes());
        }
        return known.items() > 0 ? Math.min(1, (double) done.items() / known.items()) : 0;
    }

    /** How long the rest of what is known takes at this speed; empty at a standstill, and when nothing is left. */
    Optional<Duration> left() {
        return left(known);
    }

    /** @param expected what there is, known or not */
    Optional<Duration> left(Amount expected) {
        return expected.bytes() > 0
                ? left(expected.bytes() - done.bytes(), perSecond.bytes())
                : left(expected.items() - done.items(), perSecond.items());
    }

    private static Optional<Duration> left(long rest, long speed) {
        return rest > 0 && speed > 0
                ? Optional.of(Duration.ofSeconds(Math.round((double) rest / speed)))
                : Optional.empty();
    }
}
