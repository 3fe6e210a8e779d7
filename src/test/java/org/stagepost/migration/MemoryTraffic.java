package org.stagepost.migration;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Days of mailboxes that outlive no test; counts what it is asked for. */
public final class MemoryTraffic implements DailyTraffic {
    final Map<Meter, Day> days = new ConcurrentHashMap<>();
    final AtomicInteger calls = new AtomicInteger();

    @Override
    public Optional<Day> find(Meter meter) {
        calls.incrementAndGet();
        return Optional.ofNullable(days.get(meter));
    }

    @Override
    public Day add(Meter meter, long bytes, Instant now) {
        calls.incrementAndGet();
        return days.compute(
                meter,
                (key, day) -> day == null || !now.isBefore(day.end())
                        ? new Day(now, Math.max(0, bytes))
                        : new Day(day.begin(), Math.max(0, day.bytes() + bytes)));
    }

    @Override
    public void forget(Instant before) {
        days.values().removeIf(day -> day.begin().isBefore(before));
    }
}
