package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.SecretReference;
import org.stagepost.job.remote.BrokerConnections;
import org.stagepost.job.remote.EmbeddedBroker;
import org.stagepost.job.remote.EmbeddedBrokerSettings;
import org.stagepost.migration.BrokerSettings;
import org.stagepost.migration.BrokerSettings.Security;
import org.stagepost.model.ExitCode;

/** What becomes of a run when its broker goes away. */
@Tag("postgresql")
@Timeout(120)
class BrokerAwayTest {
    private static final int USERS = 8;
    private static final String PASSWORD = "hunter2";

    private final JobWorld world;
    private final Path folder;
    private final int port = freePort();

    BrokerAwayTest(@TempDir Path folder) {
        this.folder = folder;
        world = new JobWorld(folder);
        List<String> rows = new ArrayList<>(List.of("EmailAddress,UserName,Password"));
        for (int user = 1; user <= USERS; user++) {
            world.seed("u" + user, 30);
            rows.add("u%d@example.test,u%d,canary-u%d".formatted(user, user, user));
        }
        world.csv("users.csv", rows);
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** Hears that the broker is away. */
    private static final class Listening extends SilentListener {
        private final List<String> notices = new CopyOnWriteArrayList<>();
        private final CountDownLatch told = new CountDownLatch(1);

        @Override
        public void noticed(String what) {
            if (what.contains("broker")) {
                notices.add(what);
                told.countDown();
            }
        }
    }

    @Test
    void theRunIsHeldUpUntilItIsBackHoweverLongThatIs() throws Exception {
        EmbeddedBroker broker = start();
        try (BrokerLinks links = new BrokerLinks(connections(PASSWORD), connections(PASSWORD), world.workerRooms)) {
            Listening listener = new Listening();
            CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(
                    () -> world.manager(links.dispatch()).run(world.imapJob("maxConcurrentMigrations: 2"), listener));
            links.awaitFirst();
            broker.close();
            assertThat(listener.told.await(1, TimeUnit.MINUTES)).isTrue();
            broker = start();

            RunResult result = run.get(1, TimeUnit.MINUTES);
            assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
            assertThat(listener.notices).singleElement().asString().contains("the broker is away");
            for (int user = 1; user <= USERS; user++) {
                assertThat(JobWorld.contents(world.servers.target("u" + user + "@example.test")))
                        .hasSize(60)
                        .doesNotHaveDuplicates();
            }
        } finally {
            broker.close();
        }
    }

    @Test
    void aRunThatTheBrokerRefusesFailsAndGoesOnWithTheNextOne() throws Exception {
        try (EmbeddedBroker broker = start()) {
            try (BrokerLinks links = new BrokerLinks(connections("wrong"), connections(PASSWORD), world.workerRooms)) {
                RunResult refused = world.manager(links.dispatch()).run(world.imapJob(), new SilentListener());
                assertThat(refused.exitCode()).isEqualTo(ExitCode.BATCH_FAILED);
                assertThat(refused.message()).contains("the login of");
            }
            try (BrokerLinks links = new BrokerLinks(connections(PASSWORD), connections(PASSWORD), world.workerRooms)) {
                RunResult next = world.manager(links.dispatch()).run(world.imapJob(), new SilentListener());
                assertThat(next.exitCode()).isEqualTo(ExitCode.SUCCESS);
            }
        }
    }

    private EmbeddedBroker start() {
        return EmbeddedBroker.start(
                folder.resolve("broker"),
                new EmbeddedBrokerSettings("127.0.0.1", port, "stagepost", List.of()),
                () -> PASSWORD);
    }

    private BrokerConnections connections(String password) {
        return new BrokerConnections(
                new BrokerSettings("tcp://127.0.0.1:" + port, "stagepost", SecretReference.none(), "", Security.NONE),
                () -> password);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
