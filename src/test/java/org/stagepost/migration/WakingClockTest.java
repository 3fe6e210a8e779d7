package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WakingClockTest {
    private final AtomicLong monotonic = new AtomicLong(-5);
    private final AtomicLong millisOfDay = new AtomicLong(1_000);
    private final WakingClock clock = new WakingClock(monotonic::get, millisOfDay::get);

    @Test
    void goesOnWhileTheMonotonicClockStands() {
        millisOfDay.addAndGet(30_000);

        assertThat(clock.getAsLong()).isEqualTo(30_000_000_000L);
    }

    @Test
    void goesOnWhenTheTimeOfDayIsSetBack() {
        millisOfDay.addAndGet(-60_000);
        monotonic.addAndGet(7);

        assertThat(clock.getAsLong()).isEqualTo(7);
    }
}
