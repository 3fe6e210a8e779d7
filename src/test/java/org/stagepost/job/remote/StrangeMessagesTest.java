package org.stagepost.job.remote;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.job.remote.TestBroker.Making;

/** What a worker does with messages that are not for it. */
@Timeout(120)
class StrangeMessagesTest {
    private static final AtomicInteger MADE = new AtomicInteger();

    private final TestBroker broker;
    private final BrokerConnections connections;
    private final TestIntake intake = TestIntake.quick();
    private final PartitionReceiver receiver;

    StrangeMessagesTest(@TempDir Path folder) {
        broker = new TestBroker(folder).started();
        connections = broker.connections();
        receiver = new PartitionReceiver(connections, intake, 1, Duration.ofMillis(100));
    }

    @AfterEach
    void close() {
        receiver.close();
        connections.close();
        broker.close();
    }

    /** Does something when it is made of a message. */
    private static final class Trap implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) {
            MADE.incrementAndGet();
        }
    }

    @Test
    void noObjectIsMadeOfAMessage() throws JMSException {
        assertDropped(session -> session.createObjectMessage(new Trap()));
        assertThat(MADE).hasValue(0);
    }

    @Test
    void whatIsNoTextIsDropped() throws JMSException {
        assertDropped(session -> session.createMapMessage());
    }

    @Test
    void whatIsNoJsonIsDropped() throws JMSException {
        assertDropped(session -> session.createTextMessage("partition 42"));
    }

    @Test
    void emptyTextIsDropped() throws JMSException {
        assertDropped(session -> session.createTextMessage());
    }

    @Test
    void numbersThatAreNoneAreDropped() throws JMSException {
        assertDropped(session -> session.createTextMessage("{\"version\":1,\"execution\":\"7\",\"partition\":42.5}"));
    }

    @Test
    void numbersBeyondALongAreDropped() throws JMSException {
        assertDropped(session ->
                session.createTextMessage("{\"version\":1,\"execution\":7,\"partition\":99999999999999999999}"));
    }

    @Test
    void tooMuchTextIsDropped() throws JMSException {
        assertDropped(session -> session.createTextMessage(
                "{\"version\":1,\"execution\":7,\"partition\":42" + " ".repeat(100_000) + "}"));
    }

    @Test
    void aMessageOfALaterVersionIsLeftToOthers() throws JMSException {
        String later = "{\"version\":2,\"execution\":7,\"partition\":42}";
        broker.send(session -> session.createTextMessage(later));
        receiver.start();
        TestIntake.await(() -> receiver.counts().newer() >= 12);
        receiver.close();

        assertThat(intake.begun()).isEmpty();
        assertThat(receiver.counts().unreadable()).isZero();
        assertThat(broker.drain()).singleElement().satisfies(message -> assertThat(message.getBody(String.class))
                .isEqualTo(later));
    }

    private void assertDropped(Making making) throws JMSException {
        broker.send(making);
        broker.send(session -> session.createTextMessage(new PartitionMessage(7, 43).text()));
        receiver.start();
        intake.awaitEnded(1);
        receiver.close();

        assertThat(intake.begun()).containsExactly(43L);
        assertThat(receiver.counts()).isEqualTo(new ReceivedCounts(1, 0, 1, 0));
        assertThat(broker.drain()).isEmpty();
    }
}
