package org.stagepost.migration;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Nanoseconds as {@link System#nanoTime}, which also pass while the machine is suspended: a paused virtual machine's
 * monotonic clock may stand still, and its time of day is put right when it wakes up. Thread-safe.
 */
public final class WakingClock implements LongSupplier {
    private final LongSupplier monotonic;
    private final LongSupplier millisOfDay;
    private final long begun;
    private final long begunMillis;
    private final AtomicLong furthest = new AtomicLong();

    public WakingClock() {
        this(System::nanoTime, System::currentTimeMillis);
    }

    WakingClock(LongSupplier monotonic, LongSupplier millisOfDay) {
        this.monotonic = monotonic;
        this.millisOfDay = millisOfDay;
        this.begun = monotonic.getAsLong();
        this.begunMillis = millisOfDay.getAsLong();
    }

    /** Whichever clock has gone further; never back, also when the time of day is. */
    @Override
    public long getAsLong() {
        long now = Math.max(
                monotonic.getAsLong() - begun, TimeUnit.MILLISECONDS.toNanos(millisOfDay.getAsLong() - begunMillis));
        return furthest.accumulateAndGet(now, Math::max);
    }
}
