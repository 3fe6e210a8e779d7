package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.stagepost.testing.PassingTime;

class RateTest {
    private final PassingTime time = new PassingTime();
    private final Rate rate = new Rate();

    @Test
    void whatWasTakenIsPaidOffBeforeTheNextMayGo() {
        rate.take(8, 4, time.instant());

        assertThat(rate.debt(4, time.instant())).isEqualTo(Duration.ofSeconds(2));
        time.sleep(Duration.ofMillis(1999));
        assertThat(rate.debt(4, time.instant()).isZero()).isFalse();
        time.sleep(Duration.ofMillis(1));
        assertThat(rate.debt(4, time.instant()).isZero()).isTrue();
    }

    @Test
    void idleTimeGivesCreditOfOneSecond() {
        rate.take(1, 10, time.instant());
        time.sleep(Duration.ofHours(1));

        rate.take(30, 10, time.instant());

        assertThat(rate.debt(10, time.instant())).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aHigherRatePaysOffWhatIsOwedSooner() {
        rate.take(1_000, 1, time.instant());

        assertThat(rate.debt(100, time.instant())).isEqualTo(Duration.ofSeconds(10));
        assertThat(rate.debt(0, time.instant())).isZero();
    }

    @RepeatedTest(100)
    void inTheLongRunTheRateIsKeptWhateverIsTaken(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        int perSecond = 1 + random.nextInt(1000);
        int most = 1 + perSecond / 2 + random.nextInt(3 * perSecond);
        long taken = 0;
        long last = 0;
        for (int i = 0; i < 2_000; i++) {
            if (rate.debt(perSecond, time.instant()).isZero()) {
                last = 1 + random.nextInt(most);
                rate.take(last, perSecond, time.instant());
                taken += last;
            }
            time.sleep(Duration.ofMillis(random.nextInt(100)));
        }

        double seconds = time.passed().toMillis() / 1000.0;
        assertThat(taken - last).isLessThanOrEqualTo((long) (perSecond * (seconds + 1)));
        assertThat(taken).isGreaterThan((long) (perSecond * (seconds - 1) / 2));
    }
}
