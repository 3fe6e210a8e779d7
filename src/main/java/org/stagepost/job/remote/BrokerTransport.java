package org.stagepost.job.remote;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.stagepost.migration.BrokerSettings;
import org.stagepost.migration.BrokerSettings.Security;

/** How this house connects to a broker: verified, bounded in time, and without any message that waits here. */
final class BrokerTransport {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** So long waits whoever asks the broker for something. */
    private static final Duration ANSWER = Duration.ofSeconds(10);
    /** A process that is silent for so long is gone, for the other side. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private static final Duration CHECK = Duration.ofSeconds(5);

    static {
        NettyMemory.prepare();
    }

    private BrokerTransport() {}

    static ActiveMQConnectionFactory factory(BrokerSettings settings, Supplier<String> password) {
        ActiveMQConnectionFactory factory = factory(
                new TransportConfiguration(NettyConnectorFactory.class.getName(), parameters(settings)),
                settings.user(),
                password.get());
        factory.setConnectionTTL(SILENCE.toMillis());
        factory.setClientFailureCheckPeriod(CHECK.toMillis());
        return factory;
    }

    /** To a broker in this process. */
    static ActiveMQConnectionFactory inside(TransportConfiguration way, String user, String password) {
        return factory(way, user, password);
    }

    private static ActiveMQConnectionFactory factory(TransportConfiguration way, String user, String password) {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(false, way);
        factory.setUser(user);
        factory.setPassword(password);
        // no message waits in a worker that has enough to do
        factory.setConsumerWindowSize(0);
        // a broker whose disk is full would hold up who sends, for ever; what is sent is small, and little
        factory.setProducerWindowSize(-1);
        factory.setCallTimeout(ANSWER.toMillis());
        // a lost connection is an error at once: who uses it makes a new one, and knows what was not sent
        factory.setReconnectAttempts(0);
        factory.setInitialConnectAttempts(1);
        // what the broker says its address is may be another one, as seen from here
        factory.setUseTopologyForLoadBalancing(false);
        // no object is ever made of a message
        factory.setDeserializationDenyList("*");
        return factory;
    }

    private static Map<String, Object> parameters(BrokerSettings settings) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put(TransportConstants.HOST_PROP_NAME, settings.host());
        parameters.put(TransportConstants.PORT_PROP_NAME, settings.port());
        parameters.put(TransportConstants.NETTY_CONNECT_TIMEOUT, (int) CONNECT.toMillis());
        if (settings.security() == Security.TLS) {
            parameters.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
            parameters.put(TransportConstants.VERIFY_HOST_PROP_NAME, true);
            // neither properties of the JVM nor those of Artemis weaken what is written in stagepost.yml
            parameters.put(TransportConstants.FORCE_SSL_PARAMETERS, true);
        }
        if (settings.security() == Security.TLS && !settings.caFile().isEmpty()) {
            parameters.put(TransportConstants.TRUSTSTORE_PATH_PROP_NAME, settings.caFile());
            parameters.put(TransportConstants.TRUSTSTORE_TYPE_PROP_NAME, "PEM");
        }
        return parameters;
    }
}
