package org.stagepost.job.remote;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.BrokerSettings;
import org.stagepost.migration.BrokerSettings.Security;

/** An embedded broker on a free port of this machine, and a look at what is in its queue. */
final class TestBroker implements AutoCloseable {
    static final String USER = "stagepost";
    static final String PASSWORD = "hunter2-canary";

    private final Path folder;
    private final int port = freePort();
    private final List<EmbeddedBrokerSettings.Tls> tls;
    private Optional<EmbeddedBroker> broker = Optional.empty();

    TestBroker(Path folder) {
        this(folder, List.of());
    }

    TestBroker(Path folder, List<EmbeddedBrokerSettings.Tls> tls) {
        this.folder = folder;
        this.tls = tls;
    }

    TestBroker started() {
        broker = Optional.of(
                EmbeddedBroker.start(folder, new EmbeddedBrokerSettings("127.0.0.1", port, USER, tls), () -> PASSWORD));
        return this;
    }

    int port() {
        return port;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BrokerConnections connections() {
        return connections(PASSWORD);
    }

    BrokerConnections connections(String password) {
        return new BrokerConnections(settings("127.0.0.1", "", Security.NONE), () -> password);
    }

    BrokerSettings settings(String host, String caFile, Security security) {
        return new BrokerSettings("tcp://" + host + ":" + port, USER, SecretReference.none(), caFile, security);
    }

    interface Making {
        Message make(Session session) throws JMSException;
    }

    /** Any message, into the queue of partitions. */
    void send(Making making) throws JMSException {
        try (BrokerConnections connections = connections();
                Connection connection = connections.receivers().createConnection();
                Session session = connection.createSession();
                MessageProducer producer = session.createProducer(session.createQueue(PartitionMessage.QUEUE))) {
            producer.send(making.make(session));
        }
    }

    /** Takes what is in the queue of partitions. */
    List<Message> drain() throws JMSException {
        try (BrokerConnections connections = connections();
                Connection connection = connections.receivers().createConnection();
                Session session = connection.createSession()) {
            Queue queue = session.createQueue(PartitionMessage.QUEUE);
            List<Message> messages = new ArrayList<>();
            try (MessageConsumer consumer = session.createConsumer(queue)) {
                connection.start();
                for (Message some = consumer.receive(1_000); some != null; some = consumer.receive(500)) {
                    messages.add(some);
                }
            }
            return messages;
        }
    }

    /** Who asks for messages about partitions. */
    int consumers() {
        try (BrokerConnections connections = connections();
                Connection connection = connections.receivers().createConnection();
                Session session = connection.createSession()) {
            return ((ActiveMQSession) session)
                    .getCoreSession()
                    .queueQuery(SimpleString.of(PartitionMessage.QUEUE))
                    .getConsumerCount();
        } catch (JMSException | ActiveMQException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was told stays in its folder. */
    void stop() {
        broker.ifPresent(EmbeddedBroker::close);
        broker = Optional.empty();
    }

    @Override
    public void close() {
        stop();
    }
}
