package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationBatch.Life;
import org.stagepost.migration.MigrationType;
import org.stagepost.model.BatchName;
import org.stagepost.model.PassNumber;

@Timeout(60)
class StatusWatchTest {
    private static final BatchName BATCH = new BatchName("wave-1");

    private final Queue<BatchStatus> statuses =
            new ArrayDeque<>(List.of(BatchStatus.SYNCING, BatchStatus.STOPPING, BatchStatus.STOPPED));
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstAsked = new CountDownLatch(1);
    private final CountDownLatch secondLooked = new CountDownLatch(1);

    /** Who sees that the batch is stopping is held up until somebody else has looked, if anybody can. */
    private BatchView next() throws InterruptedException {
        BatchStatus status;
        synchronized (statuses) {
            status = statuses.remove();
        }
        if (status == BatchStatus.STOPPING) {
            firstAsked.countDown();
            assertThat(secondLooked.getCount()).isEqualTo(1);
            secondLooked.await(2, TimeUnit.SECONDS);
        }
        MigrationBatch batch = new MigrationBatch(
                BATCH,
                MigrationType.IMAP,
                Path.of("/jobs/wave-1.yml"),
                "old-mail",
                "imap://old.example.test:993",
                "new-mail",
                List.of(),
                "admin",
                Instant.EPOCH,
                new Life(PassNumber.INITIAL, Instant.EPOCH, Set.of(), ""));
        return new BatchView(batch, status, new BatchView.Counts(1, 0, 0, 1, 0, 0, 0), null, null, null, "");
    }

    private BatchQueries queries() {
        return (BatchQueries) Proxy.newProxyInstance(
                BatchQueries.class.getClassLoader(),
                new Class<?>[] {BatchQueries.class},
                (proxy, method, values) -> Optional.of(next()));
    }

    @Test
    void twoWhoLookAtATimeTellInTheOrderInWhichTheySaw() throws InterruptedException {
        StatusListener listener =
                change -> told.add(change.from().word() + " > " + change.to().word());
        StatusWatch watch = new StatusWatch(queries(), listener, Clock.systemUTC());
        watch.begin(BATCH);

        Thread first = new Thread(() -> watch.look(BATCH));
        first.start();
        assertThat(firstAsked.await(20, TimeUnit.SECONDS)).isTrue();
        watch.look(BATCH);
        secondLooked.countDown();
        first.join();

        assertThat(told).containsExactly("Syncing > Stopping", "Stopping > Stopped");
    }
}
