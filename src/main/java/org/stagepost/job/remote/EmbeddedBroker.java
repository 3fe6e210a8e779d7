package org.stagepost.job.remote;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
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
    /** Who the manager is: no name that people choose. */
    private static final String INSIDER = "manager in this process";

    static {
        NettyMemory.prepare();
    }

    private final EmbeddedBrokerSettings settings;
    private final EmbeddedBrokerPlan plan;
    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    /** The manager's: made anew each time, and known here only. */
    private final String password = UUID.randomUUID().toString();

    private EmbeddedBroker(Path folder, EmbeddedBrokerSettings settings, String workers, List<String> roles) {
        if (workers.isEmpty()) {
            throw new IllegalArgumentException("a broker without password lets everybody in");
        }
        this.settings = settings;
        this.plan = new EmbeddedBrokerPlan(folder, settings);
        server.setConfiguration(plan.configuration());
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser(settings.user(), workers);
        roles.forEach(role -> users.addRole(settings.user(), role));
        users.addUser(INSIDER, password);
        users.addRole(INSIDER, EmbeddedBrokerPlan.MANAGER);
        server.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
    }

    /**
     * Returns when workers can connect to it. The manager is in this process, see {@link #connections}.
     *
     * @param folder of its files; made if it is not there, and nobody else's
     * @param password of the user as whom all workers log in; not empty
     * @throws MigrationException BROKER_UNREACHABLE when the port is taken, or certificate or folder cannot be used
     */
    public static EmbeddedBroker startForWorkers(
            Path folder, EmbeddedBrokerSettings settings, Supplier<String> password) {
        return new EmbeddedBroker(folder, settings, password.get(), List.of(EmbeddedBrokerPlan.WORKER)).started(folder);
    }

    /** The same where the manager is in another process and logs in as workers do. */
    public static EmbeddedBroker start(Path folder, EmbeddedBrokerSettings settings, Supplier<String> password) {
        List<String> roles = List.of(EmbeddedBrokerPlan.MANAGER, EmbeddedBrokerPlan.WORKER);
        return new EmbeddedBroker(folder, settings, password.get(), roles).started(folder);
    }

    private EmbeddedBroker started(Path folder) {
        requireFreePort();
        try {
            Files.createDirectories(folder);
            plan.writeKeyStore();
            server.start();
        } catch (Exception e) { // the library declares nothing else
            close();
            throw failure(String.valueOf(e.getMessage()), e);
        }
        if (!isListening()) {
            close();
            throw failure(
                    settings.keys()
                            .map(tls -> "certificate " + tls.certificate() + " and key " + tls.key()
                                    + " cannot be used: the reason is in the log")
                            .orElse("the reason is in the log"),
                    null);
        }
        return this;
    }

    /** The library only logs that it has none. */
    private void requireFreePort() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // its own connections of before linger
            socket.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (BindException e) {
            throw failure(
                    String.valueOf(e.getMessage()).contains("assign")
                            ? "that is no address of this machine: correct it, or write 0.0.0.0 for all that it has"
                            : e.getMessage() + ": choose another port, or end whoever has it",
                    e);
        } catch (IOException e) {
            throw failure(e.getMessage() + ": write an address of this machine, or 0.0.0.0 for all that it has", e);
        }
    }

    private boolean isListening() {
        return server.getActiveMQServer().isStarted()
                && server.getActiveMQServer().getRemotingService().getAcceptors().values().stream()
                        .anyMatch(acceptor -> acceptor.getActualPort() == settings.port());
    }

    private MigrationException failure(String why, @Nullable Throwable cause) {
        return new MigrationException(
                FailureCode.BROKER_UNREACHABLE,
                "the embedded broker cannot begin at " + settings.host() + ":" + settings.port() + ": " + why,
                cause);
    }

    /** For the manager in this process; nobody else has its rights. To be closed before this. */
    public BrokerConnections connections() {
        String place = "broker in this process";
        return new BrokerConnections(
                BrokerTransport.inside(plan.inside(), INSIDER, password),
                new BrokerFailures(place, INSIDER, thrown -> "it has ended: its reason is in the log"));
    }

    /** What was not delivered is still there at the next start. */
    @Override
    public void close() {
        try {
            if (server.getActiveMQServer() != null && server.getActiveMQServer().isStarted()) {
                // nobody hears them, and they fail while it ends
                server.getActiveMQServer().getManagementService().enableNotifications(false);
            }
            server.stop();
        } catch (Exception e) { // the library declares nothing else
            throw new IllegalStateException(e);
        }
    }
}
