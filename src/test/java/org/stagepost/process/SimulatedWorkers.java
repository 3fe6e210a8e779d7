package org.stagepost.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes.Name;
import java.util.jar.JarFile;
import javax.crypto.spec.SecretKeySpec;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.local.AesGcmSealer;
import org.stagepost.job.PartitionIntake;
import org.stagepost.job.remote.BrokerConnections;
import org.stagepost.job.remote.PartitionReceiver;
import org.stagepost.migration.BrokerSettings;
import org.stagepost.migration.HeldLease;
import org.stagepost.migration.Lease;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.PartitionEnding;
import org.stagepost.migration.PartitionEnding.Counts;
import org.stagepost.migration.PartitionEnding.End;
import org.stagepost.migration.StoreSettings;
import org.stagepost.migration.UserLedger;
import org.stagepost.migration.WorkerList.SignOfLife;
import org.stagepost.model.FolderPath;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.PassNumber;
import org.stagepost.model.Release;
import org.stagepost.model.UserId;
import org.stagepost.model.WorkerId;
import org.stagepost.persistence.ledger.JdbcPartitionLeases;
import org.stagepost.persistence.ledger.JdbcUserLedger;
import org.stagepost.persistence.ledger.JdbcWorkerList;
import org.stagepost.persistence.ledger.Transactions;
import org.stagepost.persistence.postgresql.PostgresStore;
import org.stagepost.sync.CopyJournal;
import org.stagepost.sync.FolderTally;
import org.stagepost.sync.JournalEntry;

/**
 * Workers in one JVM, each with connections of its own, that copy nothing and do to store and broker what workers do: they
 * take, renew, write two slices of two folders, and end. Arguments: folder, URL of the database, URL of the broker,
 * workers, mailboxes of each at once, milliseconds of a slice.
 */
final class SimulatedWorkers implements PartitionIntake {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int RENEWAL_MILLIS = 2000;
    private static final int STATE_BYTES = 400;
    private static final Counts COUNTS = new Counts(2, 2, 2, 0);

    private final WorkerId id;
    private final Transactions transactions;
    private final JdbcPartitionLeases leases;
    private final JdbcWorkerList workers;
    private final int atOnce;
    private final Set<Long> held = ConcurrentHashMap.newKeySet();
    private final AesGcmSealer sealer = new AesGcmSealer(new SecretKeySpec(new byte[32], "AES"));
    private final int sliceMillis;

    private SimulatedWorkers(WorkerId id, Transactions transactions, int atOnce, int sliceMillis, Release release) {
        this.id = id;
        this.transactions = transactions;
        this.leases = new JdbcPartitionLeases(transactions, release);
        this.workers = new JdbcWorkerList(transactions, release);
        this.atOnce = atOnce;
        this.sliceMillis = sliceMillis;
        Thread renewal = new Thread(this::renew, "leases of " + id);
        renewal.setDaemon(true);
        renewal.start();
    }

    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        StoreSettings store = new StoreSettings(arguments[1], "postgres", SecretReference.none(), "");
        BrokerSettings broker = new BrokerSettings(
                arguments[2], BrokerMain.USER, SecretReference.none(), "", BrokerSettings.Security.NONE);
        for (int worker = 1; worker <= Integer.parseInt(arguments[3]); worker++) {
            HomeFolder home = new HomeFolder(folder.resolve("worker-" + worker));
            SimulatedWorkers simulated = new SimulatedWorkers(
                    new WorkerId("machine" + worker + ".example.test/" + worker),
                    new Transactions(PostgresStore.work(home, store, Secret.of("postgres"))),
                    Integer.parseInt(arguments[4]),
                    Integer.parseInt(arguments[5]),
                    release(arguments[6]));
            new PartitionReceiver(
                            new BrokerConnections(broker, () -> System.getenv(BrokerMain.PASSWORD)),
                            simulated,
                            Integer.parseInt(arguments[4]),
                            PAUSE)
                    .start();
        }
        System.out.println("all workers receive");
        Thread.currentThread().join();
    }

    /** The manager's, whose jar this is. */
    private static Release release(String jar) {
        try (JarFile file = new JarFile(jar)) {
            return new Release(Objects.requireNonNull(
                    file.getManifest().getMainAttributes().getValue(Name.IMPLEMENTATION_VERSION)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void renew() {
        while (true) {
            pause(RENEWAL_MILLIS);
            workers.heard(new SignOfLife(id, atOnce, false, 0));
            List<Long> now = List.copyOf(held);
            if (!now.isEmpty()) {
                leases.renew(id, now, HeldLease.TIME);
            }
        }
    }

    @Override
    public boolean received(long execution, long partition) {
        Optional<Lease> lease = leases.take(partition, execution, id, HeldLease.TIME);
        if (lease.isPresent()) {
            held.add(partition);
            copy(lease.get());
            held.remove(partition);
            if (!leases.end(lease.get(), new PartitionEnding(End.COMPLETED, COUNTS, null, List.of()))) {
                System.out.println("lost " + lease.get());
            }
        }
        return true;
    }

    private void copy(Lease lease) {
        UserLedger ledger = new JdbcUserLedger(transactions.fenced(lease), sealer, Clock.systemUTC());
        UserId user = ledger.find(lease.user()).orElseThrow().id();
        ledger.become(user, MigrationUserStatus.SYNCING);
        CopyJournal journal = ledger.journal(user);
        journal.reopen(slice(0));
        for (int done = 1; done <= 2; done++) {
            pause(sliceMillis);
            journal.save(slice(done), List.of());
        }
        leases.progressed(id, List.of(lease.partition()));
        ledger.synced(user, PassNumber.INITIAL);
    }

    private static List<JournalEntry> slice(int done) {
        return List.of(entry(FolderPath.INBOX, done), entry(FolderPath.of("Archive"), done));
    }

    private static JournalEntry entry(FolderPath folder, int done) {
        return new JournalEntry(
                folder, folder, new byte[STATE_BYTES], new FolderTally(50, 25L * done, 0, 0, 0, 100_000L * done));
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
