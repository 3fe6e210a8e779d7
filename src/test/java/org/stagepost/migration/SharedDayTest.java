package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.DailyTraffic.Meter;
import org.stagepost.migration.DailyTraffic.Way;
import org.stagepost.model.HomeFolder;
import org.stagepost.persistence.Store;
import org.stagepost.persistence.ledger.JdbcDailyTraffic;
import org.stagepost.persistence.ledger.Transactions;
import org.stagepost.testing.PassingTime;
import org.stagepost.testing.TestStores;

/** A run and a verification, in two processes on one store. */
@Tag("store")
class SharedDayTest {
    private static final Meter METER = new Meter(Way.DOWN, "imap://old.example.test:993 ann/");

    private final PassingTime time = new PassingTime();
    private final Store store;
    private final JdbcDailyTraffic traffic;
    private final DailyLimits run;
    private final DailyLimits verification;

    SharedDayTest(@TempDir Path folder) {
        store = TestStores.open(new HomeFolder(folder));
        traffic = new JdbcDailyTraffic(new Transactions(store));
        run = new DailyLimits(traffic, time);
        verification = new DailyLimits(traffic, time);
    }

    @AfterEach
    void closesTheStore() {
        store.close();
    }

    private long stored() {
        return traffic.find(METER).orElseThrow().bytes();
    }

    @Test
    void whatBothMoveCounts() {
        assertThat(run.take(METER, 1000, 300)).isTrue();
        assertThat(verification.take(METER, 1000, 300)).isTrue();
        assertThat(run.take(METER, 1000, 100)).isTrue();
        assertThat(stored()).isEqualTo(700);

        assertThat(verification.take(METER, 1000, 400)).isFalse();
        assertThat(stored()).isEqualTo(700);
        assertThat(verification.usedUpUntil(METER, 1000)).isPresent();
        assertThat(run.take(METER, 1000, 300)).isTrue();
    }

    @Test
    void whoSawNoDayDoesNotEndTheOneThatBeganMeanwhile() {
        assertThat(verification.left(METER, 1000)).isEqualTo(1000);
        run.take(METER, 1000, 800);
        time.sleep(Duration.ofHours(1));

        assertThat(verification.take(METER, 1000, 300)).isFalse();
        assertThat(verification.take(METER, 1000, 200)).isTrue();

        assertThat(stored()).isEqualTo(1000);
        assertThat(traffic.find(METER).orElseThrow().begin()).isEqualTo(PassingTime.BEGIN);
    }

    @Test
    void aDayThatIsOverIsFollowedByAnotherOne() {
        run.take(METER, 1000, 800);
        time.sleep(Duration.ofHours(25));

        assertThat(verification.take(METER, 1000, 900)).isTrue();
        assertThat(run.take(METER, 1000, 200)).isFalse();

        assertThat(stored()).isEqualTo(900);
    }
}
