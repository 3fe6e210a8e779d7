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
    /** Who has to wait longer for its next slice does so without a connection, which the server would end. */
    static final Duration LONGEST_TURN = Duration.ofMinutes(1);

    private static final int SPREAD_MILLIS = 500;

    private final RandomGenerator random;
    private int inside;
    private int working;
    private int connections;
    private final Turns turns = new Turns(RateLevel.NEW, RateLevel.NEW);
    private @Nullable EndpointLimits toldFor;
    private Instant toldTurn = Instant.EPOCH;
    private boolean proven;
    private boolean reached;
    private int limit = Integer.MAX_VALUE;
    private Instant limitSince = Instant.EPOCH;
    private Instant nextEntry = Instant.EPOCH;
    private SlowerPace slower = SlowerPace.NONE;
    private SlowerPace elsewhere = SlowerPace.NONE;
    private long turnedAway = -1;

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
        Duration told =
                limits.equals(toldFor) && now.isBefore(toldTurn) ? Duration.between(now, toldTurn) : Duration.ZERO;
        Duration own = turns.owed(limits, now);
        return told.compareTo(own) > 0 ? told : own;
    }

    /** With what others take, the next slice may not go before; as long as the limits are these. */
    void told(EndpointLimits limits, Instant next) {
        toldFor = limits;
        toldTurn = next;
    }

    void take(EndpointLimits limits, int items, long sizeBytes, Instant now) {
        turns.take(limits, items, sizeBytes, now);
    }

    void enter(Instant now) {
        inside++;
        // after a pause they come one by one
        nextEntry = slower.since() == null && elsewhere.since() == null
                ? now
                : now.plusMillis(random.nextInt(1, SPREAD_MILLIS));
    }

    void leave() {
        inside--;
    }

    void beginsWork() {
        working++;
        proven = true;
        reached = true;
    }

    /** From this process, at any time. */
    boolean wasReached() {
        return reached;
    }

    void endsWork() {
        working--;
    }

    /** Some mailbox could be opened once: the address and the way there are right. */
    boolean isProven() {
        return proven;
    }

    boolean isPaused(Instant now) {
        return slower.isPaused(now) || elsewhere.isPaused(now);
    }

    boolean isOvercrowded(Instant now) {
        return inside > limit(now);
    }

    /** Items went through. */
    void progressed() {
        slower = slower.progressed();
        elsewhere = elsewhere.progressed();
    }

    /** Nothing went through anywhere since the last complaint that was heard elsewhere. */
    boolean isThrottledElsewhere() {
        return elsewhere.since() != null;
    }

    boolean isAtWork() {
        return working > 0;
    }

    /** True when the server has let nothing through for too long. */
    boolean isHopeless(Instant now) {
        return slower.isHopeless(now);
    }

    /**
     * The server asks for a slower pace. What the other mailboxes hear at the same time is the same complaint.
     *
     * @param asked zero when the server names no time
     * @return how much longer everybody waits; zero when that was known
     */
    Duration throttled(Duration asked, Instant now) {
        SlowerPace before = slower;
        slower = before.throttled(asked, now, random);
        slowsDown(before, slower, now);
        return slower.addedTo(before, now);
    }

    /** What mailboxes of all workers have heard, by this gate's clock. */
    void hears(SlowerPace heard, Instant now) {
        if (heard.complaint() < elsewhere.complaint()) {
            return; // read before the last one
        }
        if (inside > 0) { // who has nobody there has nobody to keep out, either
            slowsDown(elsewhere, heard, now);
        }
        elsewhere = heard;
    }

    /** Each complaint halves how many go on. */
    private void slowsDown(SlowerPace before, SlowerPace after, Instant now) {
        if (!after.isPaused(now)) {
            return;
        }
        if (after.complaint() > before.complaint()) {
            limit = Math.max(1, Math.min(limit(now), inside) / 2);
        }
        limitSince = after.until();
    }

    /** Mailboxes of others are at work there. */
    void provenElsewhere() {
        proven = true;
    }

    /** @param ever mailboxes of others that the server turned away; those before the first time are not this gate's */
    void turnedAwayElsewhere(long ever, Instant now) {
        if (turnedAway >= 0 && ever > turnedAway) {
            tooMany(ever - turnedAway, now);
        }
        turnedAway = ever;
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
        tooMany(1, now);
        return true;
    }

    /** So many are more than the server bears. */
    void tooMany(long some, Instant now) {
        limit = (int) Math.max(1, Math.min(limit(now), inside - some));
        limitSince = now;
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
}
