package org.stagepost.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.testing.RequiresServer;

/** A manager and workers as processes, over one database and one broker; some of them die. */
@RequiresServer("dovecot")
class WorkersDovecotIT {
    private static final int USERS = 18;
    private static final int MESSAGES = 80;
    private static final int AT_ONCE = 3;
    /** Of each worker: so slow that nothing is over before somebody dies. */
    private static final int MESSAGES_PER_SECOND = 150;
    /** So slow that much is left when the lease of the frozen one has run out. */
    private static final int SLOWLY = 50;

    private WorkerCluster cluster;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        cluster = new WorkerCluster(folder, USERS, MESSAGES);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void aWorkerThatIsKilledAndOneThatIsFrozenLoseAndDoubleNothing() throws InterruptedException {
        StagepostProcess killed = cluster.worker("one", AT_ONCE);
        StagepostProcess frozen = cluster.worker("two", AT_ONCE);
        StagepostProcess manager = manager(SLOWLY);
        cluster.awaitMessages(20);
        killed.kill();
        frozen.pause();
        cluster.worker("three", AT_ONCE);

        Thread.sleep(40_000); // the leases of both have run out, and others go on
        frozen.resume();

        assertThat(manager.exitCode()).as(manager.output()).isZero();
        cluster.assertEveryMessageOnce();
    }

    @Test
    void aManagerThatIsKilledIsFollowedByAnotherThatGoesOn() throws InterruptedException, IOException {
        StagepostProcess worker = cluster.worker("one", AT_ONCE, "--trace", "user01@example.test");
        StagepostProcess killed = manager(MESSAGES_PER_SECOND);
        cluster.awaitMessages(20);
        killed.kill();

        StagepostProcess next = manager(MESSAGES_PER_SECOND);

        assertThat(next.exitCode()).as(next.output()).isZero();
        cluster.assertEveryMessageOnce();
        worker.terminate();
        assertThat(worker.exitCode()).as(worker.output()).isZero();
        assertThat(worker.output()).contains("trace:   " + cluster.home("one").resolve("logs"));
        assertThat(trace(cluster.home("one").resolve("logs")))
                .contains(" APPEND ")
                .doesNotContain(WorkerCluster.PASSWORD);
    }

    @Test
    void aWorkerThatIsToldToEndLeavesItsMailboxesToOthers() throws InterruptedException {
        StagepostProcess leaving = cluster.worker("one", AT_ONCE);
        StagepostProcess manager = manager(MESSAGES_PER_SECOND);
        cluster.awaitMessages(20);
        cluster.worker("two", AT_ONCE);
        leaving.terminate();

        assertThat(leaving.exitCode()).as(leaving.output()).isZero();
        assertThat(manager.exitCode()).as(manager.output()).isZero();
        cluster.assertEveryMessageOnce();
    }

    private static String trace(Path logs) throws IOException {
        try (Stream<Path> files = Files.list(logs)) {
            return Files.readString(
                    files.filter(file -> file.getFileName().toString().startsWith("trace-user01@"))
                            .findFirst()
                            .orElseThrow());
        }
    }

    private StagepostProcess manager(int messagesPerSecond) {
        return cluster.manager(cluster.job(2 * AT_ONCE, "", "maxMessagesPerSecond: " + messagesPerSecond));
    }
}
