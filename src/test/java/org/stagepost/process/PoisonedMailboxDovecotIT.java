package org.stagepost.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.testing.RequiresServer;

/**
 * A mailbox with which one worker after the other dies, as one would that crashes the JVM: the test kills whoever takes it.
 * Leases run out by the database's clock in a campaign ({@code campaign.realLeases}); in a sample, at once.
 */
@Tag("campaign")
@EnabledIfSystemProperty(named = "campaign.realLeases", matches = "true|false", disabledReason = "takes minutes")
@RequiresServer("dovecot")
class PoisonedMailboxDovecotIT {
    private static final int USERS = 6;
    private static final int WORKERS = 3;
    private static final int LOOK_MILLIS = 10;
    private static final String POISONED = WorkerCluster.name(2);
    private static final String LEASE = " FROM PARTITION_LEASE WHERE STATE = 'TAKEN' AND USER_ID ="
            + " (SELECT USER_ID FROM MIGRATION_USER WHERE USER_NAME = '" + POISONED + "')";

    @Test
    void aMailboxWithWhichThreeWorkersVanishedFailsWithTheirNamesAndAllOthersAreSynced(@TempDir Path folder)
            throws IOException, InterruptedException {
        try (WorkerCluster cluster = new WorkerCluster(folder, USERS, 40)) {
            List<Supervised> workers = IntStream.rangeClosed(1, WORKERS)
                    .mapToObj(number -> new Supervised(() -> cluster.worker("worker-" + number, 1)))
                    .toList();
            StagepostProcess manager = cluster.manager(cluster.job(WORKERS, "", "maxMessagesPerSecond: 40"));

            List<String> vanished = killEachTaker(cluster, manager, workers);

            assertThat(manager.exitCode()).as(manager.output()).isEqualTo(3);
            assertThat(vanished).hasSize(3).doesNotHaveDuplicates();
            assertThat(cluster.report("errors.csv")).singleElement().satisfies(line -> assertThat(line)
                    .contains(POISONED, "WORKERS_LOST")
                    .contains(vanished));
            assertThat(cluster.statistics())
                    .filteredOn(line -> line.contains("Failed"))
                    .singleElement()
                    .satisfies(line -> assertThat(line).startsWith(POISONED));
            for (int user = 1; user <= USERS; user++) {
                if (!WorkerCluster.name(user).equals(POISONED)) {
                    cluster.assertEveryMessageOnce(user);
                }
            }
        }
    }

    private static List<String> killEachTaker(WorkerCluster cluster, StagepostProcess manager, List<Supervised> workers)
            throws InterruptedException {
        List<String> vanished = new ArrayList<>();
        while (manager.isAlive()) {
            workers.forEach(Supervised::look);
            String holder = cluster.holder(LEASE);
            if (!holder.isEmpty() && !vanished.contains(holder)) {
                long pid =
                        Long.parseLong(holder.substring(holder.indexOf('/') + 1).split("-")[0]);
                workers.stream()
                        .map(Supervised::process)
                        .filter(worker -> worker.pid() == pid)
                        .forEach(StagepostProcess::kill);
                vanished.add(holder);
                if (!Boolean.getBoolean("campaign.realLeases")) {
                    cluster.postgres.sql(
                            "UPDATE PARTITION_LEASE SET RUNS_OUT = CURRENT_TIMESTAMP WHERE HOLDER = '" + holder + "'");
                }
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return vanished;
    }
}
