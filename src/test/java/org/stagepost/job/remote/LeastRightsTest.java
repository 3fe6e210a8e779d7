package org.stagepost.job.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.BrokerSettings;
import org.stagepost.migration.BrokerSettings.Security;

/** The rights that src/docs/workers.md gives manager and workers are enough, and one cannot do the other's. */
@Timeout(120)
class LeastRightsTest {
    private static final String PASSWORD = "hunter2";

    private final EmbeddedBroker broker;
    private final BrokerConnections manager;
    private final BrokerConnections worker;

    LeastRightsTest(@TempDir Path folder) {
        int port = TestBroker.freePort();
        broker = EmbeddedBroker.startForWorkers(
                folder, new EmbeddedBrokerSettings("127.0.0.1", port, "worker", List.of()), () -> PASSWORD);
        manager = broker.connections();
        worker = new BrokerConnections(
                new BrokerSettings("tcp://127.0.0.1:" + port, "worker", SecretReference.none(), "", Security.NONE),
                () -> PASSWORD);
    }

    @AfterEach
    void stop() {
        worker.close();
        manager.close();
        broker.close();
    }

    @Test
    void theyAreEnough() {
        TestIntake intake = TestIntake.quick();
        try (BrokerDispatch dispatch = new BrokerDispatch(manager, Duration.ofSeconds(5));
                PartitionReceiver receiver = new PartitionReceiver(worker, intake, 2, Duration.ofMillis(100))) {
            dispatch.start();
            receiver.start();
            TestIntake.pause(Duration.ofSeconds(1));
            dispatch.send(7, 42, 4);
            long begin = System.nanoTime();
            dispatch.awaitHint(7, Duration.ofSeconds(30));

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            assertThat(intake.ended()).containsExactly(42L);
        }
    }

    @Test
    void aWorkerSendsNoPartitionsAndHearsNoHints() {
        try (BrokerDispatch dispatch = new BrokerDispatch(worker, Duration.ofSeconds(5))) {
            assertThatThrownBy(() -> dispatch.send(7, 42, 4))
                    .hasMessageContaining("worker lacks a right there")
                    .hasMessageContaining("SEND");
        }
        assertThatThrownBy(() -> receive(worker.receivers(), PartitionMessage.HINTS, true))
                .isInstanceOf(JMSSecurityException.class);
    }

    @Test
    void aManagerTakesNoPartitions() {
        assertThatThrownBy(() -> receive(manager.receivers(), PartitionMessage.QUEUE, false))
                .isInstanceOf(JMSSecurityException.class);
    }

    private static void receive(ConnectionFactory connections, String address, boolean topic) throws JMSException {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession();
                MessageConsumer consumer =
                        session.createConsumer(topic ? session.createTopic(address) : session.createQueue(address))) {
            consumer.receiveNoWait();
        }
    }
}
