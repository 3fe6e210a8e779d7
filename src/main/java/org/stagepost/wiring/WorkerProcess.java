package org.stagepost.wiring;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.stagepost.cli.Contexts;
import org.stagepost.credential.SecretSealer;
import org.stagepost.job.Rooms;
import org.stagepost.job.Worker;
import org.stagepost.job.WorkerRooms;
import org.stagepost.job.remote.BrokerConnections;
import org.stagepost.job.remote.PartitionReceiver;
import org.stagepost.migration.BatchSettings;
import org.stagepost.migration.BatchStore;
import org.stagepost.migration.EndpointGates;
import org.stagepost.migration.JobFileReader;
import org.stagepost.migration.RunOrders;
import org.stagepost.migration.WorkerList;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Release;
import org.stagepost.model.WorkerId;
import org.stagepost.persistence.ledger.JdbcPaceStore;
import org.stagepost.persistence.ledger.JdbcPartitionLeases;
import org.stagepost.persistence.ledger.JdbcSecretStore;
import org.stagepost.persistence.ledger.JdbcUserLedger;
import org.stagepost.persistence.ledger.Transactions;
import org.stagepost.sync.Sleeper;

/** A worker over an open store: what it receives, works on and gives back. */
final class WorkerProcess implements Contexts.Work {
    /** Before a message that cannot be worked on here is given back. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

    private final ConfigurableApplicationContext house;
    private final int atOnce;
    private final BrokerConnections connections;
    private final Worker worker;
    private final PartitionReceiver receiver;

    WorkerProcess(ConfigurableApplicationContext house, BrokerConnections connections, int atOnce) {
        this.house = house;
        this.atOnce = atOnce;
        this.connections = connections;
        this.worker = new Worker(id(), atOnce, rooms(house));
        this.receiver = new PartitionReceiver(connections, worker, atOnce, PAUSE);
    }

    /**
     * The host's name with what a {@link WorkerId} does not allow replaced, the number of the process, and eight digits by
     * chance: in a container every start may have the same number.
     */
    private static WorkerId id() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        String clean = host.replaceAll("[^A-Za-z0-9._-]", "-");
        return new WorkerId(clean.substring(0, Math.min(clean.length(), 96)) + "/"
                + ManagementFactory.getRuntimeMXBean().getPid() + "-"
                + HexFormat.of().toHexDigits(new SecureRandom().nextInt()));
    }

    /** The manager enters the gates on behalf of all; those of a worker keep the pace of all workers together. */
    private static WorkerRooms rooms(ConfigurableApplicationContext house) {
        Transactions transactions = house.getBean(Transactions.class);
        EndpointGates pace = new EndpointGates(
                house.getBean(Clock.class), Sleeper.system(), new Random(), new JdbcPaceStore(transactions));
        return new WorkerRooms(
                house.getBean(Rooms.class).with(pace),
                new JdbcPartitionLeases(transactions, Release.ofThisProcess()),
                house.getBean(WorkerList.class),
                lease -> new JdbcUserLedger(
                        transactions.fenced(lease), house.getBean(SecretSealer.class), house.getBean(Clock.class)),
                house.getBean(BatchStore.class),
                house.getBean(BatchSettings.class),
                house.getBean(JobFileReader.class),
                new RunOrders(house.getBean(JdbcSecretStore.class)));
    }

    @Override
    public WorkerId worker() {
        return worker.id();
    }

    @Override
    public Path trace(EmailAddress user) {
        return house.getBean(TraceFiles.class).begin(user);
    }

    @Override
    public void start() {
        house.getBean(JdbcSecretStore.class).requireKey();
        connections.check();
        LOG.info("worker {} of version {} takes {} mailboxes at a time", worker(), Release.ofThisProcess(), atOnce);
        receiver.start();
    }

    @Override
    public void drain() {
        LOG.info("worker {} drains: {} mailboxes end at their next slice", worker(), worker.active());
        receiver.stop();
        worker.drain();
    }

    @Override
    public Optional<MigrationException> unfit() {
        return worker.unfit();
    }

    @Override
    public void close() {
        drain();
        receiver.close();
        worker.close();
        LOG.info("worker {} has ended", worker());
        connections.close();
        house.close();
    }
}
