package org.stagepost.job.remote;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.util.function.Supplier;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.stagepost.migration.BrokerSettings;
import org.stagepost.model.MigrationException;

/** Connections to the one broker that manager and workers share; none is made before it is needed. Thread-safe. */
public final class BrokerConnections implements AutoCloseable {
    private static final int SENDERS = 16;

    private final ActiveMQConnectionFactory factory;
    private final CachingConnectionFactory senders;
    private final BrokerFailures failures;

    /** @param password asked for once; the library keeps what it is */
    public BrokerConnections(BrokerSettings settings, Supplier<String> password) {
        this(BrokerTransport.factory(settings, password), new BrokerFailures(settings));
    }

    BrokerConnections(ActiveMQConnectionFactory factory, BrokerFailures failures) {
        this.factory = factory;
        this.senders = new CachingConnectionFactory(factory);
        this.failures = failures;
        senders.setSessionCacheSize(SENDERS);
        senders.setReconnectOnException(true);
    }

    /** @throws MigrationException BROKER_UNREACHABLE when nobody can log in there now */
    public void check() {
        try (Connection connection = factory.createConnection()) {
            connection.start();
        } catch (JMSException e) {
            throw failures.unreachable(e);
        }
    }

    /** For what receives: each user of it has its own connection. */
    ConnectionFactory receivers() {
        return factory;
    }

    /** For what sends: all of them have one connection. */
    ConnectionFactory senders() {
        return senders;
    }

    /** Whoever sends next has a new connection. */
    void renewSenders() {
        senders.resetConnection();
    }

    BrokerFailures failures() {
        return failures;
    }

    @Override
    public void close() {
        senders.destroy();
        factory.close();
    }
}
