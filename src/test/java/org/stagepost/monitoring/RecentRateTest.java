package org.stagepost.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.stagepost.testing.PassingTime;

class RecentRateTest {
    private final PassingTime time = new PassingTime();
    private final RecentRate rate = new RecentRate(time);

    @Test
    void isTheMeanOfTheLastMinute() {
        for (int second = 0; second < 60; second++) {
            rate.add(10);
            rate.add(5);
            time.sleep(Duration.ofSeconds(1));
        }

        assertThat(rate.perSecond()).isEqualTo(15 * 59 / 60.0);
    }

    @Test
    void whatIsOlderIsForgotten() {
        rate.add(600);
        assertThat(rate.perSecond()).isEqualTo(10);

        time.sleep(Duration.ofSeconds(59));
        assertThat(rate.perSecond()).isEqualTo(10);
        time.sleep(Duration.ofSeconds(1));
        assertThat(rate.perSecond()).isZero();
        rate.add(60);
        assertThat(rate.perSecond()).isEqualTo(1);
    }
}
