package org.stagepost.migration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.DailyTraffic.Day;
import org.stagepost.migration.DailyTraffic.Meter;

/**
 * The meters of all mailboxes that this process copies and whose servers allow so much a day. A meter may have several
 * users: two pairs of connections, two batches that read the same mailbox, or another process on the same store. Thread-safe.
 */
public final class DailyLimits {
    private static final Duration KEPT = Duration.ofDays(7);

    private final DailyTraffic traffic;
    private final Clock clock;
    private final Map<Meter, Reading> readings = new ConcurrentHashMap<>();

    public DailyLimits(DailyTraffic traffic, Clock clock) {
        this.traffic = traffic;
        this.clock = clock;
    }

    /** @param wanted with what was refused last; more than the limit when the day's share is used up */
    private record Reading(@Nullable Day day, long wanted) {}

    private Reading read(Meter meter) {
        return readings.compute(meter, this::today);
    }

    private Reading today(Meter meter, @Nullable Reading known) {
        Reading latest = known == null ? new Reading(traffic.find(meter).orElse(null), 0) : known;
        Day day = latest.day();
        return day == null || clock.instant().isBefore(day.end()) ? latest : new Reading(null, 0);
    }

    /** What may still go today. */
    long left(Meter meter, long limit) {
        Day day = read(meter).day();
        return day == null ? limit : Math.max(0, limit - day.bytes());
    }

    /** An item that is larger than the limit goes alone, at the beginning of a day. */
    boolean hasRoom(Meter meter, long limit, long bytes) {
        return readings.compute(meter, (key, known) -> refused(today(key, known), limit, bytes))
                        .wanted()
                == 0;
    }

    /** The same, and takes the room, durably: nobody else gets it. */
    boolean take(Meter meter, long limit, long bytes) {
        return readings.compute(meter, (key, known) -> {
                            Reading asked = refused(today(key, known), limit, bytes);
                            return asked.wanted() == 0 ? taken(key, limit, bytes) : asked;
                        })
                        .wanted()
                == 0;
    }

    /** What was taken is not needed. */
    void giveBack(Meter meter, long bytes) {
        readings.computeIfPresent(meter, (key, known) -> new Reading(traffic.add(key, -bytes, clock.instant()), 0));
    }

    /** Wants nothing when there is room. */
    private static Reading refused(Reading today, long limit, long bytes) {
        Day day = today.day();
        if (day == null || day.bytes() == 0 || day.bytes() + bytes <= limit) {
            return new Reading(day, 0);
        }
        return new Reading(day, day.bytes() + bytes);
    }

    /** Another process may have moved something since the reading; then there may be no room after all. */
    private Reading taken(Meter meter, long limit, long bytes) {
        Day stored = traffic.add(meter, bytes, clock.instant());
        if (stored.bytes() > limit && stored.bytes() > bytes) {
            return new Reading(traffic.add(meter, -bytes, clock.instant()), stored.bytes());
        }
        return new Reading(stored, 0);
    }

    /** Days that were over long ago; nobody asks for them any more. */
    void forgetOld() {
        Instant now = clock.instant();
        readings.values().removeIf(known -> {
            Day day = known.day();
            return day != null && day.end().isBefore(now);
        });
        traffic.forget(now.minus(KEPT));
    }

    /** When the day ends that was asked last; now when none is under way. */
    Instant end(Meter meter) {
        Day day = read(meter).day();
        return day == null ? clock.instant() : day.end();
    }

    /** When the day ends whose share is used up; empty when something may go. */
    Optional<Instant> usedUpUntil(Meter meter, long limit) {
        Reading reading = read(meter);
        Day day = reading.day();
        return day == null || reading.wanted() <= limit ? Optional.empty() : Optional.of(day.end());
    }
}
