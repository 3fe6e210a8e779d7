package org.stagepost.persistence.home;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.persistence.Store;

/**
 * The store of a home folder, open. One process owns the files; while it runs a batch it serves them to the others.
 * A command that only looks owns the store for its moment when nobody else does, so it opens late and closes early: a
 * run that begins meanwhile waits for it, but not for long.
 */
public final class EmbeddedStore implements Store {
    private static final int PEER_CONNECTIONS = 2;
    /** The owner answers at once, or it has ended. */
    private static final Duration PEER_PATIENCE = Duration.ofSeconds(5);
    /** Longer than it takes to open a large store after a crash. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final DataSource dataSource;
    private final boolean runnerAlive;
    private final OpenParts parts;

    private EmbeddedStore(DataSource dataSource, boolean runnerAlive, OpenParts parts) {
        this.dataSource = dataSource;
        this.runnerAlive = runnerAlive;
        this.parts = parts;
    }

    /**
     * For commands that look: owns the store, or connects to the process that runs a batch.
     *
     * @throws MigrationException HOME_UNUSABLE; BATCH_ALREADY_RUNNING when another process keeps the store to itself for
     *     seconds
     */
    public static EmbeddedStore open(HomeFolder home) {
        return open(home, PATIENCE);
    }

    static EmbeddedStore open(HomeFolder home, Duration patience) {
        HomeFolders.create(home);
        return await(home, patience, () -> HomeLock.tryAcquire(home)
                .map(lock -> owned(home, lock))
                .or(() -> peer(home)));
    }

    /**
     * For commands that run a batch: owns the store, and serves it to others until it is closed.
     *
     * @throws MigrationException BATCH_ALREADY_RUNNING when another process runs a batch; HOME_UNUSABLE
     */
    public static EmbeddedStore own(HomeFolder home) {
        return own(home, PATIENCE);
    }

    static EmbeddedStore own(HomeFolder home, Duration patience) {
        HomeFolders.create(home);
        return await(home, patience, () -> {
            Optional<EmbeddedStore> store = HomeLock.tryAcquire(home).map(lock -> served(home, lock));
            if (store.isEmpty() && isServed(home)) {
                throw alreadyRunning(home);
            }
            return store;
        });
    }

    @Override
    public DataSource dataSource() {
        return dataSource;
    }

    /** True when this process, or the one it is connected to, is there to run a batch. */
    @Override
    public boolean runnerAlive() {
        return runnerAlive;
    }

    @Override
    public boolean commitsInTurn() {
        return true;
    }

    @Override
    public boolean sharesLocks() {
        return false;
    }

    @Override
    public boolean isReachedByOthers() {
        return false;
    }

    @Override
    public RuntimeException explained(RuntimeException thrown) {
        return new HsqldbFailures(dataSource).explained(thrown);
    }

    @Override
    public void close() {
        parts.close();
    }

    private static EmbeddedStore owned(HomeFolder home, HomeLock lock) {
        return OpenParts.build(parts -> {
            OwnedDatabase database = openFiles(home, lock, parts);
            return new EmbeddedStore(database.pool(), false, parts);
        });
    }

    private static EmbeddedStore served(HomeFolder home, HomeLock lock) {
        return OpenParts.build(parts -> {
            OwnedDatabase database = openFiles(home, lock, parts);
            HomeFolders.emptySpool(home);
            parts.add(PeerServer.start(home, database.pool()));
            return new EmbeddedStore(database.pool(), true, parts);
        });
    }

    private static OwnedDatabase openFiles(HomeFolder home, HomeLock lock, OpenParts parts) {
        parts.add(lock);
        PeerAddress.delete(home); // whoever wrote it is dead: the lock is ours
        OwnedDatabase database = parts.add(OwnedDatabase.open(home));
        database.migrate();
        return database;
    }

    /** Empty when nobody serves the store, or does so no more. */
    private static Optional<EmbeddedStore> peer(HomeFolder home) {
        return PeerAddress.read(home).flatMap(address -> {
            try {
                HikariDataSource pool = Hsqldb.pool(address.login(), PEER_CONNECTIONS, PEER_PATIENCE);
                OpenParts parts = new OpenParts();
                parts.add(pool::close);
                return Optional.of(new EmbeddedStore(pool, true, parts));
            } catch (SQLException e) {
                return Optional.empty();
            }
        });
    }

    private static boolean isServed(HomeFolder home) {
        Optional<EmbeddedStore> other = peer(home);
        other.ifPresent(EmbeddedStore::close);
        return other.isPresent();
    }

    /** The one that has the lock may be a command of a moment, or about to serve, or just dying: try again for a while. */
    private static EmbeddedStore await(HomeFolder home, Duration patience, Supplier<Optional<EmbeddedStore>> attempt) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<EmbeddedStore> store = attempt.get();
            if (store.isPresent()) {
                return store.get();
            }
            pause();
        }
        throw alreadyRunning(home);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(FailureCode.STOPPED, "interrupted while waiting for the store", e);
        }
    }

    private static MigrationException alreadyRunning(HomeFolder home) {
        return new MigrationException(
                FailureCode.BATCH_ALREADY_RUNNING, "another process uses the home folder " + home.root());
    }
}
