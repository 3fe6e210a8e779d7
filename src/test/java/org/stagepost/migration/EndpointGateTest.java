package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.stagepost.testing.PassingTime;

class EndpointGateTest {
    private static final int ALLOWED = 20;

    private final PassingTime time = new PassingTime();
    private final EndpointGate gate = new EndpointGate(new Random(1));

    @Test
    void letsInAsManyAsTheEndpointAllows() {
        enter(ALLOWED);

        assertThat(gate.hasRoom(ALLOWED, now())).isFalse();
        gate.leave();
        assertThat(gate.hasRoom(ALLOWED, now())).isTrue();
    }

    @Test
    void halvesWhatIsInsideAndNotWhatWouldBeAllowed() {
        enter(8);

        gate.throttled(Duration.ZERO, now());

        assertThat(gate.limit(now())).isEqualTo(4);
        assertThat(gate.isOvercrowded(now())).isTrue();
    }

    @Test
    void hearsTheSameComplaintOnce() {
        enter(16);

        Duration first = gate.throttled(Duration.ofMinutes(5), now());
        Duration second = gate.throttled(Duration.ofMinutes(4), now());
        Duration third = gate.throttled(Duration.ZERO, now());

        assertThat(first).isGreaterThanOrEqualTo(Duration.ofMinutes(5)).isLessThan(Duration.ofMinutes(6));
        assertThat(second).isZero();
        assertThat(third).isZero();
        assertThat(gate.limit(now())).isEqualTo(8);
    }

    @Test
    void waitsLongerWhenALaterComplaintNamesMore() {
        enter(16);
        gate.throttled(Duration.ofMinutes(5), now());
        time.sleep(Duration.ofMinutes(1));

        Duration more = gate.throttled(Duration.ofMinutes(10), now());

        assertThat(more).isGreaterThan(Duration.ofMinutes(5)).isLessThan(Duration.ofMinutes(8));
        time.sleep(Duration.ofMinutes(10).minusMillis(1));
        assertThat(gate.isPaused(now())).isTrue();
        assertThat(gate.limit(now())).isEqualTo(8);
    }

    @Test
    void obeysNoPauseAboveHalfAnHour() {
        enter(1);

        assertThat(gate.throttled(Duration.ofDays(1), now()))
                .isBetween(SlowerPace.LONGEST_PAUSE, SlowerPace.LONGEST_PAUSE.plusMinutes(3));
    }

    @Test
    void waitsLongerFromComplaintToComplaintUntilSomethingWentThrough() {
        enter(1);

        Duration first = pauseAfterComplaint();
        Duration second = pauseAfterComplaint();
        Duration third = pauseAfterComplaint();
        gate.progressed();
        Duration again = pauseAfterComplaint();

        assertThat(first.toSeconds()).isBetween(30L, 33L);
        assertThat(second.toSeconds()).isBetween(60L, 66L);
        assertThat(third.toSeconds()).isBetween(120L, 132L);
        assertThat(again.toSeconds()).isBetween(30L, 33L);
    }

    @Test
    void isNeverBelowOne() {
        enter(3);
        for (int i = 0; i < 5; i++) {
            pauseAfterComplaint();
        }

        assertThat(gate.limit(now())).isEqualTo(1);
    }

    @Test
    void growsByOneAfterEachQuietWhile() {
        enter(8);
        pauseAfterComplaint();
        time.sleep(EndpointGate.QUIET.minusMillis(1));
        int before = gate.limit(now());
        time.sleep(Duration.ofMillis(1));
        int after = gate.limit(now());
        time.sleep(EndpointGate.QUIET.multipliedBy(3));

        assertThat(before).isEqualTo(4);
        assertThat(after).isEqualTo(5);
        assertThat(gate.limit(now())).isEqualTo(8);
    }

    @Test
    void givesUpAfterFourHoursInWhichNothingWentThrough() {
        enter(1);
        gate.throttled(Duration.ZERO, now());
        time.sleep(SlowerPace.PATIENCE.minusMillis(1));
        assertThat(gate.isHopeless(now())).isFalse();
        time.sleep(Duration.ofMillis(1));
        assertThat(gate.isHopeless(now())).isTrue();

        gate.progressed();
        assertThat(gate.isHopeless(now())).isFalse();
    }

    @Test
    void turningOneAwayMeansThatOneIsTooManyOnlyWhileOthersWork() {
        enter(5);
        assertThat(gate.turnedAway(now())).isFalse();

        gate.beginsWork();

        assertThat(gate.turnedAway(now())).isTrue();
        assertThat(gate.limit(now())).isEqualTo(4);
    }

    @Test
    void letsThemInOneByOneAfterAPause() {
        enter(1);
        pauseAfterComplaint();
        gate.leave();
        time.sleep(EndpointGate.QUIET.multipliedBy(10));
        gate.enter(now());

        assertThat(gate.hasRoom(ALLOWED, now())).isFalse();
        time.sleep(Duration.ofMillis(500));
        assertThat(gate.hasRoom(ALLOWED, now())).isTrue();
    }

    @RepeatedTest(200)
    void whateverHappensBetweenOneAndAllAreInside(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        EndpointGate some = new EndpointGate(random);
        int inside = 0;
        for (int i = 0; i < 500; i++) {
            time.sleep(Duration.ofSeconds(random.nextInt(40)));
            switch (random.nextInt(5)) {
                case 0 -> some.throttled(Duration.ofSeconds(random.nextInt(600)), now());
                case 1 -> some.turnedAway(now());
                case 2 -> some.progressed();
                case 3 -> inside -= inside > 0 ? left(some) : 0;
                default -> inside += some.hasRoom(ALLOWED, now()) ? entered(some) : 0;
            }
            assertThat(inside).isBetween(0, ALLOWED);
            assertThat(some.limit(now())).isPositive();
        }
        while (inside > 0) {
            inside -= left(some);
        }
        time.sleep(SlowerPace.LONGEST_PAUSE.multipliedBy(2));
        assertThat(some.hasRoom(ALLOWED, now())).isTrue();
    }

    private int entered(EndpointGate some) {
        some.enter(now());
        return 1;
    }

    private static int left(EndpointGate some) {
        some.leave();
        return 1;
    }

    private void enter(int mailboxes) {
        for (int i = 0; i < mailboxes; i++) {
            gate.enter(now());
        }
    }

    private Duration pauseAfterComplaint() {
        Duration pause = gate.throttled(Duration.ZERO, now());
        time.sleep(pause);
        return pause;
    }

    private Instant now() {
        return time.instant();
    }
}
