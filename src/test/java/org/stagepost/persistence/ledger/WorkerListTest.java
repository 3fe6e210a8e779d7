package org.stagepost.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.KnownWorker;
import org.stagepost.migration.KnownWorker.Standing;
import org.stagepost.migration.WorkerList.SignOfLife;
import org.stagepost.model.Release;
import org.stagepost.model.UserId;
import org.stagepost.model.WorkerId;

@Tag("postgresql")
class WorkerListTest {
    private static final Release RELEASE = new Release("1.2.3");
    private static final SignOfLife ANN = new SignOfLife(new WorkerId("ann.example.test/1"), 2, false, 0);
    private static final SignOfLife BOB = new SignOfLife(new WorkerId("bob.example.test/1"), 1, true, 7);

    private final LedgerRig rig;
    private final JdbcWorkerList list;

    WorkerListTest(@TempDir Path folder) {
        rig = new LedgerRig(folder);
        list = new JdbcWorkerList(rig.transactions, RELEASE);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void whoWasHeardOfIsListedAsItSaidLast() {
        list.heard(BOB);
        list.heard(new SignOfLife(ANN.worker(), 9, true, 3));
        list.heard(ANN);

        assertThat(list.all()).extracting(KnownWorker::last).containsExactly(ANN, BOB);
        assertThat(list.all()).extracting(KnownWorker::release).containsOnly(RELEASE);
        assertThat(list.all()).extracting(KnownWorker::standing).containsExactly(Standing.THERE, Standing.DRAINING);
        assertThat(list.all().get(0).silent()).isBetween(Duration.ZERO, Duration.ofSeconds(5));
    }

    @Test
    void whichRunsAWorkerHasOpenedMailboxesOfIsKnownToTheOthers() throws InterruptedException {
        list.heard(ANN);
        list.heard(BOB);
        assertThat(list.sinceOpenedElsewhere(BOB.worker(), 7)).isEmpty();

        list.opened(ANN.worker(), Set.of(7L, 12L));
        Thread.sleep(50);

        assertThat(list.sinceOpenedElsewhere(BOB.worker(), 7)).hasValueSatisfying(since -> assertThat(since)
                .isBetween(Duration.ofMillis(50), Duration.ofSeconds(10)));
        assertThat(list.sinceOpenedElsewhere(BOB.worker(), 12)).isPresent();
        assertThat(list.sinceOpenedElsewhere(BOB.worker(), 1)).isEmpty();
        assertThat(list.sinceOpenedElsewhere(ANN.worker(), 7)).isEmpty();
    }

    @Test
    void whoEndsIsGone() {
        list.heard(ANN);
        list.heard(BOB);

        list.left(ANN.worker());

        assertThat(list.all()).extracting(KnownWorker::last).containsExactly(BOB);
    }

    @Test
    void mailboxesAreThoseThatItHolds() {
        var board = new JdbcPartitionBoard(rig.transactions, RELEASE);
        var leases = new JdbcPartitionLeases(rig.transactions, RELEASE);
        list.heard(ANN);
        board.offer(7, Instant.EPOCH, Map.of(11L, new UserId(1), 12L, new UserId(2)));
        leases.take(11, 7, ANN.worker(), Duration.ofMinutes(1));
        assertThat(list.all()).extracting(KnownWorker::active).containsExactly(1);
        assertThat(list.all()).allMatch(KnownWorker::hasRoom);

        leases.take(12, 7, ANN.worker(), Duration.ofMinutes(1));

        assertThat(list.all()).extracting(KnownWorker::active).containsExactly(2);
        assertThat(list.all()).noneMatch(KnownWorker::hasRoom);
    }

    @Test
    void anotherVersionIsOneWhoseMajorOrMinorNumberDiffers() {
        new JdbcWorkerList(rig.transactions, new Release("1.2.9-SNAPSHOT")).heard(ANN);
        new JdbcWorkerList(rig.transactions, new Release("1.3.3")).heard(BOB);

        assertThat(list.all())
                .extracting(KnownWorker::standing)
                .containsExactly(Standing.THERE, Standing.OTHER_VERSION);
    }

    @Test
    void silentAfterHalfAMinuteAndForgottenAfterADay() {
        list.heard(ANN);
        rig.sql("UPDATE WORKER SET HEARTBEAT = HEARTBEAT - INTERVAL '31' SECOND");
        assertThat(list.all()).extracting(KnownWorker::standing).containsExactly(Standing.SILENT);
        rig.sql("UPDATE WORKER SET HEARTBEAT = HEARTBEAT - INTERVAL '24' HOUR");
        assertThat(list.all()).isEmpty();

        list.heard(BOB);

        rig.sql("UPDATE WORKER SET HEARTBEAT = CURRENT_TIMESTAMP");
        assertThat(list.all()).extracting(KnownWorker::last).containsExactly(BOB);
    }
}
