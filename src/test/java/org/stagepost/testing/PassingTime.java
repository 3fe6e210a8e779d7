package org.stagepost.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when somebody sleeps, for any number of threads; the more sleep, the faster. */
public final class PassingTime extends Clock {
    public static final Instant BEGIN = Instant.parse("2026-06-01T12:00:00Z");

    private final AtomicLong millis = new AtomicLong();

    public void sleep(Duration duration) {
        millis.addAndGet(duration.toMillis());
        Thread.yield();
    }

    /** Since the beginning. */
    public Duration passed() {
        return Duration.between(BEGIN, instant());
    }

    @Override
    public Instant instant() {
        return BEGIN.plusMillis(millis.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
