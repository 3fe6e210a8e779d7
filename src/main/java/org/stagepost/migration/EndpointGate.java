package org.stagepost.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.stagepost.endpoint.EndpointLimits;

/**
 * How much one server bears: how many mailboxes may be in at once, and until when it wants to be left alone.
 * Halved when the server asks for a slower pace, one more after each quiet while. Not thread-safe.
 */
final class EndpointGate {
    /** Without a complaint for so long, one more mailbox is let in. */
    static final Duration QUIET = Duration.ofMinutes(2);
    /** A server that lets nothing through for so long is given up. */
    static final Duration PATIENCE = Duration.ofHours(4);

    static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    /** Who has to wait longer for its next slice does so without a connection, which the server would end. */
    static final Duration LONGEST_TURN = Duration.ofMinutes(1);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final int DOUBLINGS = 5;
    private static final int JITTER_PERCENT = 10;
    private static final int SPREAD_MILLIS = 500;

    private final RandomGenerator random;
    private int inside;
    private int working;
    private int connections;
    private final Rate messages = new Rate();
    private final Rate bytes = new Rate();
    private boolean proven;
    private int limit = Integer.MAX_VALUE;
    private Instant limitSince = Instant.EPOCH;
    private Instant pausedUntil = Instant.EPOCH;
    private Instant nextEntry = Instant.EPOCH;
    private @Nullable Instant throttledSince;
    private int complaints;

    EndpointGate(RandomGenerator random) {
        this.random = random;
    }

    /** @param allowed by the endpoint's own setting */
    boolean hasRoom(int allowed, Instant now) {
        return inside < Math.min(limit(now), allowed) && !isPaused(now) && !now.isBefore(nextEntry);
    }

    /** @param more connections; whoever is alone there gets what it needs */
    boolean hasConnections(EndpointLimits limits, int more) {
        return limits.connections() == 0 || connections == 0 || connections + more <= limits.connections();
    }

    void connects(int more) {
        connections += more;
    }

    /** Quiet hours, or a slice so large that all must wait until it is made up for. */
    boolean isResting(EndpointLimits limits, Instant now) {
        return (limits.isSlow() && turn(limits, now).compareTo(LONGEST_TURN) > 0)
                || limits.quietUntil(now).isPresent();
    }

    /** How long until the next slice may go. */
    Duration turn(EndpointLimits limits, Instant now) {
        Duration one = messages.debt(limits.messagesPerSecond(), now);
        Duration other = bytes.debt(limits.bytesPerSecond(), now);
        return one.compareTo(other) > 0 ? one : other;
    }

    void take(EndpointLimits limits, int items, long sizeBytes, Instant now) {
        messages.take(items, limits.messagesPerSecond(), now);
        bytes.take(sizeBytes, limits.bytesPerSecond(), now);
    }

    void enter(Instant now) {
        inside++;
        // after a pause they come one by one
        nextEntry = throttledSince == null ? now : now.plusMillis(random.nextInt(1, SPREAD_MILLIS));
    }

    void leave() {
        inside--;
    }

    void beginsWork() {
        working++;
        proven = true;
    }

    void endsWork() {
        working--;
    }

    /** Some mailbox could be opened once: the address and the way there are right. */
    boolean isProven() {
        return proven;
    }

    boolean isPaused(Instant now) {
        return now.isBefore(pausedUntil);
    }

    boolean isOvercrowded(Instant now) {
        return inside > limit(now);
    }

    /** Items went through. */
    void progressed() {
        throttledSince = null;
        complaints = 0;
    }

    /** True when the server has let nothing through for too long. */
    boolean isHopeless(Instant now) {
        return throttledSince != null && !now.isBefore(throttledSince.plus(PATIENCE));
    }

    /**
     * The server asks for a slower pace. What the other mailboxes hear at the same time is the same complaint.
     *
     * @param asked zero when the server names no time
     * @return how much longer everybody waits; zero when that was known
     */
    Duration throttled(Duration asked, Instant now) {
        Instant before = isPaused(now) ? pausedUntil : now;
        if (!isPaused(now)) {
            complaints++;
            throttledSince = throttledSince == null ? now : throttledSince;
            limit = Math.max(1, Math.min(limit(now), inside) / 2);
        } else if (asked.isZero() || !now.plus(capped(asked)).isAfter(pausedUntil)) {
            return Duration.ZERO;
        }
        pausedUntil = now.plus(withJitter(asked.isZero() ? ownPause() : capped(asked)));
        limitSince = pausedUntil;
        return Duration.between(before, pausedUntil);
    }

    /**
     * The server turned a mailbox away at the door.
     *
     * @return true when others are at work there, so that this one may have been one too many
     */
    boolean turnedAway(Instant now) {
        if (working == 0) {
            return false;
        }
        limit = Math.max(1, Math.min(limit(now), inside - 1));
        limitSince = now;
        return true;
    }

    /** Grows by one for each quiet while. */
    int limit(Instant now) {
        if (limit < Integer.MAX_VALUE) {
            int whiles = (int) Math.max(0, Duration.between(limitSince, now).dividedBy(QUIET));
            limit += whiles;
            limitSince = limitSince.plus(QUIET.multipliedBy(whiles));
        }
        return limit;
    }

    private Duration ownPause() {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(complaints - 1, DOUBLINGS));
    }

    private static Duration capped(Duration asked) {
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    /** Never shorter than what was asked for. */
    private Duration withJitter(Duration pause) {
        return pause.plusMillis(random.nextLong(pause.toMillis() * JITTER_PERCENT / 100 + 1));
    }
}
