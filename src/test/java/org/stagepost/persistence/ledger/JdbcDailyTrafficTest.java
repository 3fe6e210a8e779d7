package org.stagepost.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.DailyTraffic.Day;
import org.stagepost.migration.DailyTraffic.Meter;
import org.stagepost.migration.DailyTraffic.Way;

@Tag("store")
class JdbcDailyTrafficTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00.123456Z");
    private static final Meter DOWN = new Meter(Way.DOWN, "imap://old.example.test:993 ann/");
    private static final Meter UP = new Meter(Way.UP, "imap://old.example.test:993 ann/");

    private final LedgerRig rig;
    private final JdbcDailyTraffic traffic;

    JdbcDailyTrafficTest(@TempDir Path folder) {
        rig = new LedgerRig(folder);
        traffic = new JdbcDailyTraffic(rig.transactions);
    }

    @AfterEach
    void closesTheStore() {
        rig.close();
    }

    @Test
    void eachWayHasItsOwnDay() {
        traffic.add(DOWN, 5_000_000_000L, NOON);

        assertThat(traffic.find(UP)).isEmpty();
        assertThat(new JdbcDailyTraffic(rig.transactions).find(DOWN)).contains(new Day(NOON, 5_000_000_000L));
        assertThat(traffic.add(DOWN, 1_000_000_000L, NOON.plusSeconds(60))).isEqualTo(new Day(NOON, 6_000_000_000L));
        assertThat(traffic.find(DOWN)).contains(new Day(NOON, 6_000_000_000L));
    }

    @Test
    void aNewDayReplacesTheOldOneAndNoOtherMailboxes() {
        traffic.add(DOWN, 1, NOON);
        traffic.add(UP, 2, NOON);

        traffic.add(DOWN, 3, NOON.plus(Duration.ofHours(50)));

        assertThat(traffic.find(DOWN)).contains(new Day(NOON.plus(Duration.ofHours(50)), 3));
        assertThat(traffic.find(UP)).contains(new Day(NOON, 2));
    }

    @Test
    void whatIsGivenBackTakesNoDayBelowZero() {
        traffic.add(DOWN, 5, NOON);

        assertThat(traffic.add(DOWN, -5, NOON.plusSeconds(1)).bytes()).isZero();
        assertThat(traffic.add(DOWN, -5, NOON.plusSeconds(2)).bytes()).isZero();
    }

    @Test
    void aNameOfAnyLengthHasAMeter() {
        Meter endless = new Meter(Way.DOWN, "x".repeat(30_000));

        traffic.add(endless, 1, NOON);

        assertThat(traffic.find(endless)).isPresent();
    }

    @Test
    void oldDaysAreForgotten() {
        traffic.add(DOWN, 1, NOON);
        traffic.add(UP, 2, NOON.plus(Duration.ofHours(1)));

        traffic.forget(NOON.plus(Duration.ofMinutes(30)));

        assertThat(traffic.find(DOWN)).isEmpty();
        assertThat(traffic.find(UP)).isPresent();
    }
}
