package org.stagepost.job.remote;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** A broker inside the manager, for small set-ups: what it was told survives a crash, and nobody gets in without password. */
public final class EmbeddedBroker implements AutoCloseable {
    private final EmbeddedActiveMQ server;

    private EmbeddedBroker(EmbeddedActiveMQ server) {
        this.server = server;
    }

    /**
     * Returns when it can be connected to.
     *
     * @param folder of its files; made if it is not there, and nobody else's
     * @param password of the one user that there is; not empty
     * @throws MigrationException BROKER_UNREACHABLE when the port is taken, or key store or folder cannot be used
     */
    public static EmbeddedBroker start(Path folder, EmbeddedBrokerSettings settings, Supplier<String> password) {
        if (password.get().isEmpty()) {
            throw new IllegalArgumentException("a broker without password lets everybody in");
        }
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        server.setConfiguration(new EmbeddedBrokerPlan(folder, settings).configuration());
        server.setSecurityManager(security(settings.user(), password.get()));
        EmbeddedBroker broker = new EmbeddedBroker(server);
        requireFreePort(settings);
        try {
            server.start();
        } catch (Exception e) { // the library declares nothing else
            broker.close();
            throw failure(settings, String.valueOf(e.getMessage()), e);
        }
        if (!broker.isListening(settings.port())) {
            broker.close();
            throw failure(settings, whyNotListening(settings), null);
        }
        return broker;
    }

    /** The library only logs that it has none. */
    private static void requireFreePort(EmbeddedBrokerSettings settings) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // its own connections of before linger
            socket.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (IOException e) {
            throw failure(settings, e.getMessage() + ": choose another port, or end whoever has it", e);
        }
    }

    private boolean isListening(int port) {
        return server.getActiveMQServer().isStarted()
                && server.getActiveMQServer().getRemotingService().getAcceptors().values().stream()
                        .anyMatch(acceptor -> acceptor.getActualPort() == port);
    }

    private static String whyNotListening(EmbeddedBrokerSettings settings) {
        return settings.keys()
                .map(tls -> "the key store " + tls.keyStore() + " cannot be used: correct file or password")
                .orElse("the reason is in the log");
    }

    private static MigrationException failure(EmbeddedBrokerSettings settings, String why, @Nullable Throwable cause) {
        return new MigrationException(
                FailureCode.BROKER_UNREACHABLE,
                "the embedded broker cannot begin at " + settings.host() + ":" + settings.port() + ": " + why,
                cause);
    }

    private static ActiveMQJAASSecurityManager security(String user, String password) {
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser(user, password);
        users.addRole(user, EmbeddedBrokerPlan.ROLE);
        return new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users);
    }

    /** What was not delivered is still there at the next start. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // the library declares nothing else
            throw new IllegalStateException(e);
        }
    }
}
