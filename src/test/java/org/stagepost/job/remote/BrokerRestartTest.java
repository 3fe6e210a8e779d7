package org.stagepost.job.remote;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.BrokerSettings;
import org.stagepost.migration.BrokerSettings.Security;

/** A broker in a process of its own, which is killed and started again. */
@Timeout(180)
class BrokerRestartTest {
    private final Path folder;
    private final int port = TestBroker.freePort();
    private final BrokerConnections connections;
    private Process broker;

    BrokerRestartTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        broker = start();
        connections = new BrokerConnections(
                new BrokerSettings(
                        "tcp://127.0.0.1:" + port, TestBroker.USER, SecretReference.none(), "", Security.NONE),
                () -> TestBroker.PASSWORD);
    }

    @AfterEach
    void close() throws InterruptedException {
        connections.close();
        kill();
    }

    /** The other process. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws InterruptedException {
            ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME))
                    .setLevel(Level.WARN); // else Artemis audits, which it cannot from Java 24 on
            EmbeddedBroker.start(
                    Path.of(arguments[0]),
                    new EmbeddedBrokerSettings("127.0.0.1", Integer.parseInt(arguments[1]), TestBroker.USER, List.of()),
                    () -> TestBroker.PASSWORD);
            Thread.sleep(Duration.ofMinutes(3).toMillis());
            System.exit(0);
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        folder.toString(),
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "broker.log"))
                .start();
    }

    private void kill() throws InterruptedException {
        broker.destroyForcibly();
        assertThat(broker.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatWasSentBeforeOutlivesTheBrokerAndBothSidesGoOn() throws Exception {
        TestIntake intake = new TestIntake();
        try (BrokerDispatch dispatch = new BrokerDispatch(connections, Duration.ofSeconds(60));
                PartitionReceiver receiver = new PartitionReceiver(connections, intake, 1, Duration.ofMillis(100))) {
            dispatch.start();
            for (long partition = 1; partition <= 3; partition++) {
                long next = partition;
                TestIntake.await(() -> dispatch.send(7, next, 4));
            }
            receiver.start();
            intake.awaitBegun(1);

            kill();
            broker = start();
            TestIntake.await(() -> dispatch.send(7, 4, 4));
            intake.letGo(100);
            TestIntake.await(() -> intake.ended().containsAll(List.of(1L, 2L, 3L, 4L)));

            dispatch.send(7, 5, 4);
            TestIntake.await(() -> intake.ended().contains(5L));
            assertThat(receiver.counts().failed()).isZero();
            TestIntake.await(() -> hints(dispatch));
        }
    }

    /** One comes of a partition that is sent now. */
    private static boolean hints(BrokerDispatch dispatch) {
        dispatch.awaitHint(8, Duration.ZERO);
        dispatch.send(8, 6, 4);
        long begin = System.nanoTime();
        dispatch.awaitHint(8, Duration.ofSeconds(2));
        return System.nanoTime() - begin < Duration.ofSeconds(2).toNanos();
    }

    @Test
    void idleSidesNoticeThatTheBrokerCameBackAndSayItOnce() throws Exception {
        ListAppender<ILoggingEvent> log = BrokerPresenceTest.begin();
        TestIntake intake = TestIntake.quick();
        try (BrokerDispatch dispatch = new BrokerDispatch(connections, Duration.ofSeconds(60));
                PartitionReceiver receiver = new PartitionReceiver(connections, intake, 10, Duration.ofMillis(100))) {
            TestIntake.await(() -> dispatch.send(7, 1, 4));
            receiver.start();
            for (long round = 1; round <= 3; round++) {
                long before = round;
                TestIntake.await(() -> intake.ended().contains(before)); // one that was not confirmed comes again
                log.list.clear();
                kill();
                TestIntake.pause(Duration.ofMillis(1_500));
                assertThat(BrokerPresenceTest.words(log))
                        .singleElement()
                        .asString()
                        .contains("start the broker", "it is tried again until it works");
                broker = start();
                long partition = 1 + round;
                TestIntake.await(() -> dispatch.send(7, partition, 4));
            }
            TestIntake.await(() -> intake.ended().contains(4L));
            assertThat(BrokerPresenceTest.words(log))
                    .filteredOn("the broker is there again"::equals)
                    .hasSize(1);
        } finally {
            BrokerPresenceTest.end(log);
        }
    }
}
