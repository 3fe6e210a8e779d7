package org.stagepost.migration;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.DailyTraffic.Day;
import org.stagepost.migration.DailyTraffic.Meter;

/**
 * The meters of all mailboxes that this process copies and whose servers allow so much a day. A mailbox is copied once
 * at a time, so each meter has one user. Thread-safe.
 */
public final class DailyLimits {
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
        Reading known = readings.computeIfAbsent(
                meter, key -> new Reading(traffic.find(key).orElse(null), 0));
        Day day = known.day();
        return day == null || clock.instant().isBefore(day.end()) ? known : new Reading(null, 0);
    }

    /** What may still go today. */
    long left(Meter meter, long limit) {
        Day day = read(meter).day();
        return day == null ? limit : Math.max(0, limit - day.bytes());
    }

    /** An item that is larger than the limit goes alone, at the beginning of a day. */
    boolean hasRoom(Meter meter, long limit, long bytes) {
        Day day = read(meter).day();
        if (day == null || day.bytes() + bytes <= limit) {
            return true;
        }
        readings.put(meter, new Reading(day, day.bytes() + bytes));
        return false;
    }

    /** Durable when it returns. */
    void add(Meter meter, long bytes) {
        Day day = read(meter).day();
        Day next = day == null ? new Day(clock.instant(), bytes) : new Day(day.begin(), day.bytes() + bytes);
        traffic.save(meter, next);
        readings.put(meter, new Reading(next, 0));
    }

    /** When the day ends whose share is used up; empty when something may go. */
    Optional<Instant> usedUpUntil(Meter meter, long limit) {
        Reading reading = read(meter);
        Day day = reading.day();
        return day == null || reading.wanted() <= limit ? Optional.empty() : Optional.of(day.end());
    }
}
