package org.stagepost.wiring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistrar;
import org.stagepost.cli.Contexts;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretPrompt;
import org.stagepost.credential.local.SecretKeyFile;
import org.stagepost.discovery.Discovery;
import org.stagepost.discovery.DiscoverySettings;
import org.stagepost.discovery.DomainLook;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.LegacyTls;
import org.stagepost.imap.ImapMailboxConnector;
import org.stagepost.job.remote.BrokerConnections;
import org.stagepost.job.remote.EmbeddedBroker;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.migration.BrokerSettings;
import org.stagepost.migration.ServedBroker;
import org.stagepost.migration.UserCsvReader;
import org.stagepost.migration.csv.CommonsUserCsvReader;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.persistence.home.HomeFolders;
import org.stagepost.sync.Sleeper;

/** Starts a small Spring context over a home folder, with the rooms that the command needs and no others. */
final class SpringContexts implements Contexts {
    private final Function<Connections, MailboxConnector> imap;
    private final Sleeper betweenAttempts;
    private final SecretPrompt prompt;
    private final HomeStores stores = new HomeStores(System.getenv());
    private final HomeBroker broker = new HomeBroker(System.getenv());

    SpringContexts() {
        this(ImapMailboxConnector::new, Sleeper.system(), new ConsolePrompt());
    }

    /**
     * @param imap makes the connector of that kind
     * @param betweenAttempts waits before a mailbox whose connection broke is tried again
     * @param prompt asks for secrets that nobody keeps
     */
    SpringContexts(Function<Connections, MailboxConnector> imap, Sleeper betweenAttempts, SecretPrompt prompt) {
        this.imap = imap;
        this.betweenAttempts = betweenAttempts;
        this.prompt = prompt;
    }

    @Override
    public UserCsvReader csvReader() {
        return new CommonsUserCsvReader();
    }

    @Override
    public Discovery discovery(DiscoverySettings settings) {
        return DiscoveryRooms.open(settings, System.getenv());
    }

    @Override
    public DomainLook domains(DiscoverySettings settings) {
        return DiscoveryRooms.look(settings);
    }

    @Override
    public boolean log(HomeFolder home) {
        try {
            HomeFolders.create(home);
        } catch (MigrationException e) {
            return false;
        }
        return HomeLog.ensure(home);
    }

    @Override
    public Control control(HomeFolder home) {
        LegacyTls.prepare();
        return new OpenRooms(
                RoomContext.start(home, stores.open(home), new ControlRooms(imap, prompt), new ClosingRooms()));
    }

    @Override
    public Run run(HomeFolder home) {
        return broker.settings(home)
                .map(settings -> broker.connections(settings))
                .map(connections -> run(home, new RemoteRooms(house -> connections)))
                .orElseGet(() -> run(home, new BeanRegistrar[0]));
    }

    @Override
    public Run runWithBroker(HomeFolder home) {
        ServedBroker served = broker.served(home);
        Secret password = broker.password(served.settings());
        return run(home, new EmbeddedBrokerRooms(served, password::reveal), new RemoteRooms(house -> house.bean(
                        EmbeddedBroker.class)
                .connections()));
    }

    private Run run(HomeFolder home, BeanRegistrar... remote) {
        LegacyTls.prepare();
        List<BeanRegistrar> rooms = new ArrayList<>(List.of(
                new ControlRooms(imap, prompt),
                new ClosingRooms(),
                new BatchRooms(betweenAttempts),
                new MonitoringRooms()));
        rooms.addAll(List.of(remote));
        return new OpenRooms(RoomContext.start(home, stores.own(home), rooms.toArray(BeanRegistrar[]::new)));
    }

    @Override
    public Work work(HomeFolder home, int atOnce) {
        LegacyTls.prepare();
        BrokerSettings settings = broker.settings(home)
                .orElseThrow(() -> new MigrationException(
                        FailureCode.SETTINGS_INVALID,
                        "a worker needs a broker: name it in stagepost.broker of "
                                + home.root().resolve("stagepost.yml")));
        SecretKeyFile.requireOfManager(home, System.getenv());
        BrokerConnections connections = broker.connections(settings);
        return new WorkerProcess(
                RoomContext.start(
                        home, stores.work(home), new ControlRooms(imap, prompt), new BatchRooms(betweenAttempts)),
                connections,
                atOnce);
    }

    @Override
    public Sandbox sandbox(Path folder) {
        return new RunningSandbox(folder);
    }
}
