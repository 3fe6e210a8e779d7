package org.stagepost.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.stagepost.endpoint.EndpointLimits;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.ServerTraits;
import org.stagepost.mailbox.ServerTraits.Announcing;
import org.stagepost.sync.MailboxForecast.Amount;

/**
 * How long a copy takes, from what was measured while mailboxes were looked at. The longest of several bounds holds:
 * the work of the servers and of this machine, the line, the round trips, the largest mailbox, and the limits of the
 * endpoints. A pure function; src/docs/benchmarks.md has what its constants were taken from.
 */
final class EstimateModel {
    /** Start of the program and of the run, and its end. */
    static final Duration START = Duration.ofMillis(1500);
    /** Opening both mailboxes and listing them again, in looks of the same mailbox. */
    static final double OPENING_LOOKS = 1.0;
    /** Making a folder on the target, and its first entry in the journal, in looks of a whole mailbox. */
    static final double FOLDER_LOOKS = 0.15;
    /** Reading, journalling and appending one item, but for its bytes. */
    static final double ITEM_SECONDS = 0.000_05;
    /** The same for a byte, through all three programs on two quiet processors. */
    static final double LEAST_BYTE_SECONDS = 1 / 250e6;
    /** The same where they are slow or busy; what takes longer than that is the line's doing. */
    static final double MOST_BYTE_SECONDS = 1 / 60e6;
    /** Appending and journalling a byte beside reading it. */
    static final double READINGS = 1.5;
    /** Questions before the first item that wait for each other, at each server. */
    static final int OPENING_TRIPS = 8;
    /** So much of a mailbox is on its way before an answer is awaited. */
    static final double BYTES_PER_TRIP = 4e6;
    /** Half as long where all goes well, twice as long where servers are busy. */
    private static final double SPREAD = 2;

    private static final int PIPELINED = 16;
    private static final long DAY = Duration.ofDays(1).toSeconds();
    /** Quiet hours further away than that are not looked at. */
    private static final int MOST_DAYS = 400;

    private final Measured measured;
    private final Terms terms;

    EstimateModel(Measured measured, Terms terms) {
        this.measured = measured;
        this.terms = terms;
    }

    /**
     * What was seen.
     *
     * @param look how long a mailbox took, all that were looked at one after the other
     * @param atOnce how many were looked at at a time
     * @param bytesPerSecond of all connections together; empty when it could not be measured
     */
    record Measured(Duration look, int atOnce, Duration sourceTrip, Duration targetTrip, OptionalLong bytesPerSecond) {
        private double tripSeconds() {
            return seconds(sourceTrip) + seconds(targetTrip);
        }
    }

    /**
     * What a run goes by.
     *
     * @param atOnce mailboxes at a time, at most
     * @param limits of both endpoints
     */
    record Terms(int atOnce, Optional<ServerTraits> target, List<EndpointLimits> limits, Instant begin) {}

    /**
     * What is to be done.
     *
     * @param folders of all mailboxes
     * @param newFolders those of them that are made
     * @param largest what the mailbox with most to copy has
     */
    record Work(int mailboxes, long folders, long newFolders, Amount toCopy, Amount largest) {}

    RunEstimate estimate(Work work) {
        int lanes = Math.max(1, Math.min(terms.atOnce(), work.mailboxes()));
        double trips = trips(work.toCopy(), work.mailboxes());
        double longest = Math.max(
                OPENING_TRIPS * measured.tripSeconds() + trips(work.largest(), 1) + effort(work.largest()),
                rated(work.largest()));
        double busy = Stream.of(
                        opening(work) + effort(work.toCopy()),
                        line(work.toCopy()),
                        trips / lanes,
                        longest,
                        rated(work.toCopy()))
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        double likely = Math.max(seconds(START) + busy, fullDays(work.largest()) * DAY);
        return new RunEstimate(
                withoutQuietHours(likely),
                duration(likely / SPREAD),
                withoutQuietHours(likely * SPREAD),
                withoutQuietHours(longest),
                lanes,
                new EstimateWords(measured, terms, lanes).assumptions());
    }

    /** What waits for round trips is no work. */
    private double opening(Work work) {
        double waiting = OPENING_TRIPS * measured.tripSeconds() / Math.max(1, measured.atOnce());
        double look = Math.max(seconds(measured.look()) - waiting, seconds(measured.look()) / 10);
        return look * (OPENING_LOOKS * work.mailboxes() + FOLDER_LOOKS * work.newFolders());
    }

    private double effort(Amount amount) {
        double measuredSeconds = READINGS * line(new Amount(0, 1));
        double byteSeconds = Math.min(MOST_BYTE_SECONDS, Math.max(LEAST_BYTE_SECONDS, measuredSeconds));
        return amount.items() * ITEM_SECONDS + amount.bytes() * byteSeconds;
    }

    private double line(Amount amount) {
        return measured.bytesPerSecond().isPresent()
                ? amount.bytes()
                        / (double) Math.max(1, measured.bytesPerSecond().getAsLong())
                : 0;
    }

    private double trips(Amount amount, int mailboxes) {
        double slices = amount.bytes() / BYTES_PER_TRIP;
        return measured.tripSeconds() * (OPENING_TRIPS * mailboxes + slices)
                + seconds(measured.targetTrip()) * waits(amount.items());
    }

    /** How often an append waits for a go-ahead or for room among those under way. */
    private double waits(long items) {
        boolean together = terms.target()
                .map(traits -> traits.capabilities().contains(Capability.ATOMIC_SLICES))
                .orElse(false);
        Announcing announcing = terms.target().map(ServerTraits::announcing).orElse(Announcing.ALWAYS_WAITS);
        return switch (announcing) {
            case NEVER_WAITS -> together ? 0 : (double) items / PIPELINED;
            case SMALL_ONES_DO_NOT_WAIT, ALWAYS_WAITS -> items;
        };
    }

    private double rated(Amount amount) {
        return terms.limits().stream()
                .mapToDouble(limits -> Math.max(
                        over(amount.items(), limits.messagesPerSecond()),
                        over(amount.bytes(), limits.bytesPerSecond())))
                .max()
                .orElse(0);
    }

    private long fullDays(Amount largest) {
        return terms.limits().stream()
                .mapToLong(limits -> Math.max(
                        fullDays(largest, limits.bytesDownPerDay()), fullDays(largest, limits.bytesUpPerDay())))
                .max()
                .orElse(0);
    }

    private static long fullDays(Amount amount, long perDay) {
        return perDay == 0 || amount.bytes() == 0 ? 0 : (amount.bytes() - 1) / perDay;
    }

    private static double over(long amount, long perSecond) {
        return perSecond == 0 ? 0 : amount / (double) perSecond;
    }

    /** From now to the moment at which so many seconds have passed outside of the quiet hours. */
    private Duration withoutQuietHours(double busy) {
        if (terms.limits().stream().allMatch(limits -> limits.quietHours().isEmpty())) {
            return duration(busy);
        }
        Instant end = terms.begin().plus(Duration.ofDays(MOST_DAYS));
        Duration step = Duration.ofMinutes(10);
        Duration left = duration(busy);
        Instant now = terms.begin();
        while (now.isBefore(end)) {
            Instant at = now;
            Optional<Instant> quiet = terms.limits().stream()
                    .flatMap(limits -> limits.quietUntil(at).stream())
                    .max(Instant::compareTo);
            if (quiet.isPresent()) {
                now = quiet.get();
            } else if (left.compareTo(step) <= 0) {
                return Duration.between(terms.begin(), now.plus(left));
            } else {
                now = now.plus(step);
                left = left.minus(step);
            }
        }
        return Duration.between(terms.begin(), now);
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(Math.min(seconds, DAY * (double) MOST_DAYS * 10) * 1000));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
