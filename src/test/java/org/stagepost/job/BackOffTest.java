package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private final BackOff backOff = new BackOff(new Random(-1));

    @RepeatedTest(20)
    void pausesGrowAndNoTwoMailboxesWaitAlike(RepetitionInfo run) {
        List<Duration> pauses = pauses(new BackOff(new Random(run.getCurrentRepetition())), true);

        assertThat(pauses).hasSize(6).isSorted();
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(500), Duration.ofMillis(625));
        assertThat(pauses.get(5)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(75));
        assertThat(pauses).isNotEqualTo(pauses(backOff, true));
    }

    @Test
    void aServerThatNeverAnsweredIsGivenUpSooner() {
        assertThat(pauses(backOff, false)).hasSize(3);
    }

    @Test
    void progressBeginsFromTheBeginning() {
        pauses(backOff, true);
        backOff.progressed();

        assertThat(pauses(backOff, true)).hasSize(6);
    }

    @Test
    void obeysTheTimeThatTheServerNames() {
        assertThat(backOff.afterSlowdown(Duration.ofMinutes(5)).orElseThrow())
                .isBetween(Duration.ofMinutes(5), Duration.ofSeconds(375));
        assertThat(backOff.afterSlowdown(Duration.ofDays(1)).orElseThrow())
                .isBetween(Duration.ofMinutes(30), Duration.ofMinutes(38));
    }

    @Test
    void waitsAnHourInAllForAServerThatNamesNoTime() {
        Duration waited = Duration.ZERO;
        int times = 0;
        for (Optional<Duration> next = backOff.afterSlowdown(Duration.ZERO);
                next.isPresent();
                next = backOff.afterSlowdown(Duration.ZERO)) {
            waited = waited.plus(next.get());
            times++;
        }

        assertThat(waited).isBetween(BackOff.PATIENCE, BackOff.PATIENCE.plusMinutes(20));
        assertThat(times).isBetween(7, 9);
    }

    private static List<Duration> pauses(BackOff some, boolean proven) {
        return Stream.generate(() -> some.afterFailure(proven))
                .limit(100)
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .toList();
    }
}
