package org.stagepost.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.job.remote.EmbeddedBroker;
import org.stagepost.job.remote.EmbeddedBrokerSettings;
import org.stagepost.migration.StoreSettings;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;
import org.stagepost.testing.TestStores;

/** A manager and workers as processes, over one database and one broker; some of them die. */
@RequiresServer("dovecot")
class WorkersDovecotIT {
    private static final int USERS = 24;
    private static final int MESSAGES = 150;
    private static final String PASSWORD = "secret";
    private static final String BROKER_PASSWORD = "hunter2-canary";
    private static final Map<String, String> SERVER = Map.of("USERS", String.valueOf(USERS), "PASSWORD", PASSWORD);

    private final List<StagepostProcess> workers = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>(BatchFiles.ENVIRONMENT);
    private RealServer source;
    private RealServer target;
    private EmbeddedBroker broker;
    private BatchFiles files;
    private Path folder;

    @BeforeEach
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        source = RealServer.start("dovecot", SERVER);
        target = RealServer.start("dovecot", SERVER);
        int port = freePort();
        broker = EmbeddedBroker.start(
                folder.resolve("broker"),
                new EmbeddedBrokerSettings("127.0.0.1", port, "stagepost", List.of()),
                () -> BROKER_PASSWORD);
        StoreSettings store = TestStores.newEmptyDatabase();
        environment.putAll(Map.of(
                "STAGEPOST_DATASOURCE_URL",
                store.url(),
                "STAGEPOST_DATASOURCE_USERNAME",
                store.user(),
                "STAGEPOST_DATASOURCE_PASSWORD",
                "env:STORE_PASSWORD",
                "STORE_PASSWORD",
                TestStores.password().reveal(),
                "STAGEPOST_BROKER_URL",
                "tcp://127.0.0.1:" + port,
                "STAGEPOST_BROKER_USER",
                "stagepost",
                "STAGEPOST_BROKER_PASSWORD",
                "env:MQ_PASSWORD",
                "MQ_PASSWORD",
                BROKER_PASSWORD,
                "STAGEPOST_KEY",
                Base64.getEncoder().encodeToString(new byte[32])));
        files = new BatchFiles(folder, source, target);
        for (int user = 1; user <= USERS; user++) {
            new Maildirs(source.folder(), user).fill(name(user), "", MESSAGES);
        }
        files.users(Stream.concat(
                        Stream.of("EmailAddress,UserName,Password"),
                        IntStream.rangeClosed(1, USERS)
                                .mapToObj(user -> "%s@example.test,%s,%s".formatted(name(user), name(user), PASSWORD)))
                .toList());
    }

    @AfterEach
    void stop() {
        workers.stream().filter(StagepostProcess::isAlive).forEach(StagepostProcess::kill);
        broker.close();
        source.close();
        target.close();
    }

    @Test
    void aWorkerThatIsKilledAndOneThatIsFrozenLoseAndDoubleNothing() throws InterruptedException {
        StagepostProcess killed = worker("one");
        StagepostProcess frozen = worker("two");
        StagepostProcess manager = start(files.home(), "run", files.imapJob(6).toString());
        awaitMessages(20);
        killed.kill();
        frozen.pause();
        worker("three");

        Thread.sleep(40_000); // the leases of both have run out, and others go on
        frozen.resume();

        assertThat(manager.exitCode()).as(manager.output()).isZero();
        assertEveryMessageOnce();
    }

    @Test
    void aManagerThatIsKilledIsFollowedByAnotherThatGoesOn() throws InterruptedException {
        worker("one");
        StagepostProcess killed = start(files.home(), "run", files.imapJob(6).toString());
        awaitMessages(20);
        killed.kill();

        StagepostProcess next = start(files.home(), "run", files.imapJob(6).toString());

        assertThat(next.exitCode()).as(next.output()).isZero();
        assertEveryMessageOnce();
    }

    @Test
    void aWorkerThatIsToldToEndLeavesItsMailboxesToOthers() throws InterruptedException {
        StagepostProcess leaving = worker("one");
        StagepostProcess manager = start(files.home(), "run", files.imapJob(6).toString());
        awaitMessages(20);
        worker("two");
        leaving.terminate();

        assertThat(leaving.exitCode()).as(leaving.output()).isZero();
        assertThat(manager.exitCode()).as(manager.output()).isZero();
        assertEveryMessageOnce();
    }

    private StagepostProcess worker(String home) {
        StagepostProcess worker = start(folder.resolve(home), "worker", "--max", "3");
        workers.add(worker);
        return worker;
    }

    private StagepostProcess start(Path home, String... arguments) {
        return StagepostProcess.start(
                environment,
                Stream.concat(Stream.of(arguments), Stream.of("--home", home.toString()))
                        .toArray(String[]::new));
    }

    private void awaitMessages(int messages) throws InterruptedException {
        for (int attempt = 0; attempt < 1500; attempt++) {
            long there = IntStream.rangeClosed(1, 6)
                    .mapToLong(user -> MailboxSnapshot.count(target.port(), name(user), PASSWORD))
                    .sum();
            if (there >= messages) {
                return;
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("no messages arrived: "
                + workers.stream().map(StagepostProcess::output).toList());
    }

    private void assertEveryMessageOnce() {
        for (int user = 1; user <= USERS; user++) {
            assertThat(MailboxSnapshot.of(target.port(), name(user), PASSWORD))
                    .isEqualTo(MailboxSnapshot.of(source.port(), name(user), PASSWORD));
        }
    }

    private static String name(int user) {
        return "user%02d".formatted(user);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
