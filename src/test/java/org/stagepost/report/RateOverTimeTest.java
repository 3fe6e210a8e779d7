package org.stagepost.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateOverTimeTest {
    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

    @Test
    void usersAtTheSameTimeAddUp() {
        RateOverTime rates = RateOverTime.of(List.of(user(0, 60, 100L), user(30, 60, 50L)));

        assertThat(rates.begin()).isEqualTo(START);
        assertThat(rates.end()).isEqualTo(START.plus(Duration.ofMinutes(90)));
        assertThat(rates.perMinute()).hasSize(60);
        assertThat(rates.perMinute().get(0)).isEqualTo(100);
        assertThat(rates.perMinute().get(30)).isEqualTo(150);
        assertThat(rates.perMinute().get(59)).isEqualTo(50);
        assertThat(rates.most()).isEqualTo(150);
    }

    @Test
    void noItemIsLostBetweenSlots() {
        RateOverTime rates = RateOverTime.of(List.of(user(0, 7, 300L), user(3, 101, 41L), user(55, 13, 7L)));

        double minutes = 104.0 / 60;
        double items =
                rates.perMinute().stream().mapToDouble(rate -> rate * minutes).sum();

        assertThat(items).isCloseTo(7 * 300 + 101 * 41 + 13 * 7, within(1.0));
    }

    @Test
    void usersWithoutARateAreLeftOut() {
        assertThat(RateOverTime.of(List.of(user(0, 60, null))).isEmpty()).isTrue();
    }

    @Test
    void anInstantIsNoDivisionByZero() {
        assertThat(RateOverTime.of(List.of(user(0, 0, 5L))).perMinute()).allMatch(rate -> rate >= 0);
    }

    @Test
    void axesEndAtRoundNumbers() {
        assertThat(List.of(0.0, 1.0, 1.5, 3.0, 7.0, 150.0, 501.0))
                .extracting(SvgChart::niceAbove)
                .containsExactly(1.0, 1.0, 2.0, 5.0, 10.0, 200.0, 1000.0);
    }

    private static UserLine user(int fromMinute, int minutes, @Nullable Long rate) {
        Instant started = START.plus(Duration.ofMinutes(fromMinute));
        Duration duration = Duration.ofMinutes(minutes);
        return new UserLine(
                1,
                "ann@example.test",
                "Synced",
                1,
                1,
                1,
                0,
                0,
                1,
                started,
                started.plus(duration),
                started.plus(duration),
                duration,
                rate,
                ConsistencyScore.PERFECT,
                "");
    }
}
