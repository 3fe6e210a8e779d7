package org.stagepost.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.testing.RequiresServer;

/** The connections that servers allow are those of all workers together, also where large mailboxes would take two. */
@Tag("campaign")
@EnabledIfSystemProperty(named = "campaign.realLeases", matches = "true|false", disabledReason = "takes minutes")
@RequiresServer("dovecot")
class ConnectionLimitDovecotIT {
    private static final int MOST = 10;
    private static final int WORKERS = 3;
    private static final int USERS = 24;

    @Test
    void noServerHasMoreConnectionsOfAllWorkersThanItAllows(@TempDir Path folder) throws IOException {
        try (WorkerCluster cluster = new WorkerCluster(folder, USERS, 40);
                CountingRelay source = new CountingRelay(cluster.source.port() + 1);
                CountingRelay target = new CountingRelay(cluster.target.port() + 1)) {
            for (int worker = 1; worker <= WORKERS; worker++) {
                cluster.worker("worker-" + worker, 8);
            }
            Path job = cluster.job(
                    100,
                    "secondConnectionFrom: 10\n",
                    "maxConnections: " + MOST + ", maxConcurrentMigrations: 100, maxMessagesPerSecond: 60");
            String direct = Files.readString(job);
            Files.writeString(
                    job,
                    direct.replace("port: " + (cluster.source.port() + 1), "port: " + source.port())
                            .replace("port: " + (cluster.target.port() + 1), "port: " + target.port()));

            StagepostProcess manager = cluster.manager(job);

            assertThat(manager.exitCode()).as(manager.output()).isZero();
            assertThat(source.most()).isEqualTo(MOST);
            assertThat(target.most()).isEqualTo(MOST);
            cluster.assertEveryMessageOnce();
        }
    }
}
