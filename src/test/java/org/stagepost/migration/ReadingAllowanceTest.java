package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.EndpointLimits;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.QuietHours;
import org.stagepost.endpoint.Security;
import org.stagepost.migration.DailyTraffic.Meter;
import org.stagepost.migration.DailyTraffic.Way;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.testing.PassingTime;

/** What a verification may read; time passes when somebody waits. */
class ReadingAllowanceTest {
    private static final Meter ANN = new Meter(Way.DOWN, "old.example.test ann");

    private final PassingTime time = new PassingTime();
    private final EndpointGates gates = new EndpointGates(time, time::sleep, new Random(1), 1000);
    private final DailyLimits days = new DailyLimits(new MemoryTraffic(), time);

    private ReadingAllowance reading(EndpointLimits limits) {
        Endpoint endpoint = Endpoint.at(
                        "old", EndpointKind.IMAP, "old.example.test", 143, Protection.of(Security.NONE, ""))
                .withLimits(limits);
        Endpoint other =
                Endpoint.at("new", EndpointKind.IMAP, "new.example.test", 143, Protection.of(Security.NONE, ""));
        Place place = new Place(
                gates,
                Map.of(
                        EndpointGates.key(endpoint.address()),
                        new EndpointGate(new Random(1)),
                        EndpointGates.key(other.address()),
                        new EndpointGate(new Random(1))),
                EndpointGates.key(endpoint.address()));
        return new ReadingAllowance(endpoint, place, days, ANN);
    }

    private static EndpointLimits limits(int messagesPerSecond, long bytesPerSecond, long bytesDownPerDay) {
        EndpointLimits none = EndpointLimits.of(20, 20);
        return new EndpointLimits(
                none.migrations(),
                none.incrementalSyncs(),
                none.connections(),
                messagesPerSecond,
                bytesPerSecond,
                bytesDownPerDay,
                0,
                none.quietHours());
    }

    @Test
    void readsNoFasterThanTheServerAllows() {
        ReadingAllowance reading = reading(limits(10, 0, 0));
        Instant begun = time.instant();
        int read = 0;
        while (read < 100) {
            int items = Math.min(reading.sliceItems(), 100 - read);
            while (!reading.take(items, items)) {
                assertThat(time.instant()).isBefore(begun.plusSeconds(60));
            }
            read += items;
        }

        assertThat(Duration.between(begun, time.instant())).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(11));
    }

    @Test
    void cutsPortionsByBytesAndByTheDay() {
        assertThat(reading(limits(0, 1000, 0)).sliceBytes()).isEqualTo(2000);
        assertThat(reading(limits(0, 0, 700)).sliceBytes()).isEqualTo(700);
        assertThat(reading(limits(0, 0, 0)).sliceBytes()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void quietHoursThatBeginInTheMiddleOfAMailboxAreKept() {
        EndpointLimits none = EndpointLimits.of(20, 20);
        ReadingAllowance reading = reading(new EndpointLimits(
                none.migrations(),
                none.incrementalSyncs(),
                none.connections(),
                0,
                0,
                0,
                0,
                List.of(QuietHours.parse("13:00-14:00 UTC").orElseThrow())));
        assertThat(reading.take(1, 1)).isTrue();
        time.sleep(Duration.ofMinutes(61));

        assertThat(reading.take(1, 1)).isFalse();

        assertThat(time.passed()).isBetween(Duration.ofMinutes(61), Duration.ofMinutes(62));
        while (!reading.take(1, 1)) {
            assertThat(time.passed()).isLessThan(Duration.ofMinutes(121));
        }
        assertThat(time.passed()).isGreaterThanOrEqualTo(Duration.ofHours(2));
    }

    @Test
    void aRefusalWhoseDayIsGoneMeanwhileNamesATime() {
        ReadingAllowance reading = reading(limits(0, 0, 1000));
        reading.take(1, 900);

        assertThat(days.hasRoom(ANN, 1000, 200)).isFalse();
        assertThat(days.hasRoom(ANN, 1000, 100)).isTrue();

        assertThat(days.usedUpUntil(ANN, 1000)).isEmpty();
        assertThat(days.end(ANN)).isEqualTo(PassingTime.BEGIN.plus(Duration.ofHours(24)));
    }

    @Test
    void whatIsReadCountsForTheMailboxsDay() {
        ReadingAllowance reading = reading(limits(0, 0, 1000));
        assertThat(reading.take(1, 900)).isTrue();

        assertThat(days.left(ANN, 1000)).isEqualTo(100);
        assertThatThrownBy(() -> reading.take(1, 200))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.MAILBOX_THROTTLED))
                .hasMessageContaining("daily limit");
        assertThatThrownBy(reading::check).hasMessageContaining("daily limit");
        time.sleep(Duration.ofHours(25));
        reading.check();
        assertThat(reading.take(1, 200)).isTrue();
    }
}
