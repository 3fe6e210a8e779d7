package org.stagepost.persistence.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.stagepost.credential.Secret;
import org.stagepost.migration.StoreSettings;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.persistence.Store;
import org.stagepost.persistence.home.HomeFolders;
import org.stagepost.persistence.home.HomeLock;
import org.stagepost.persistence.home.OpenParts;

/**
 * A store in a PostgreSQL database, which several machines may look into. The home folder beside it still has keys, logs,
 * reports and the spool.
 */
public final class PostgresStore implements Store {
    /** The oldest that the tests ran against. */
    private static final int OLDEST_SERVER = 14;

    private static final int ANSWER_SECONDS = 10;
    private static final int RUNNERS_CONNECTIONS = 10;
    private static final int CONNECTIONS = 2;
    private static final Duration SCHEMA_PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    /** Ten times as long waits who needs a connection. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final GuardedSource dataSource;
    private final BooleanSupplier runnerAlive;
    private final PostgresFailures failures;
    private final OpenParts parts;

    private PostgresStore(
            GuardedSource dataSource, BooleanSupplier runnerAlive, PostgresFailures failures, OpenParts parts) {
        this.dataSource = dataSource;
        this.runnerAlive = runnerAlive;
        this.failures = failures;
        this.parts = parts;
    }

    /**
     * For commands that look; whether anybody runs batches does not matter.
     *
     * @throws MigrationException STORE_UNUSABLE, HOME_UNUSABLE; BATCH_ALREADY_RUNNING when the schema must be brought up to
     *     date, and an older version runs batches
     */
    public static PostgresStore open(HomeFolder home, StoreSettings settings, Secret password) {
        PostgresLogin login = new PostgresLogin(settings, password);
        PostgresFailures failures = new PostgresFailures(settings);
        HomeFolders.create(home);
        prepare(login, failures, true);
        return OpenParts.build(parts -> {
            Pool pool = parts.add(new Pool(login, connection -> {}, CONNECTIONS));
            GuardedSource source = new GuardedSource(pool.source, () -> false, failures);
            return new PostgresStore(source, () -> isHeld(source, failures), failures, parts);
        });
    }

    /**
     * For commands that run batches: nobody else does while it is open, neither in this database nor from this home folder.
     *
     * @throws MigrationException BATCH_ALREADY_RUNNING at once when another process does; STORE_UNUSABLE, HOME_UNUSABLE
     */
    public static PostgresStore own(HomeFolder home, StoreSettings settings, Secret password) {
        PostgresLogin login = new PostgresLogin(settings, password);
        PostgresFailures failures = new PostgresFailures(settings);
        HomeFolders.create(home);
        return OpenParts.build(parts -> {
            parts.add(
                    HomeLock.tryAcquire(home).orElseThrow(() -> alreadyRunning("uses the home folder " + home.root())));
            RunnerLock lock = parts.add(lock(login, failures));
            prepare(login, failures, false);
            HomeFolders.emptySpool(home);
            Pool pool = parts.add(new Pool(login, lock::admit, RUNNERS_CONNECTIONS));
            GuardedSource source = new GuardedSource(pool.source, lock::isLost, failures);
            return new PostgresStore(source, () -> !lock.isLost(), failures, parts);
        });
    }

    /**
     * For workers: as many as there are, beside whoever runs batches; each transaction of theirs looks at a lease (adr/0019).
     * They never make or change the schema, and wait half a minute for it.
     *
     * @throws MigrationException STORE_UNUSABLE, also when the schema is of another version; HOME_UNUSABLE;
     *     BATCH_ALREADY_RUNNING when another process uses the home folder
     */
    public static PostgresStore work(HomeFolder home, StoreSettings settings, Secret password) {
        return work(home, settings, password, SCHEMA_PATIENCE);
    }

    static PostgresStore work(HomeFolder home, StoreSettings settings, Secret password, Duration patience) {
        PostgresLogin login = new PostgresLogin(settings, password).ofWorker();
        PostgresFailures failures = new PostgresFailures(settings);
        HomeFolders.create(home);
        return OpenParts.build(parts -> {
            parts.add(
                    HomeLock.tryAcquire(home).orElseThrow(() -> alreadyRunning("uses the home folder " + home.root())));
            awaitSchema(login, failures, patience);
            HomeFolders.emptySpool(home);
            Pool pool = parts.add(new Pool(login, connection -> {}, RUNNERS_CONNECTIONS));
            GuardedSource source = new GuardedSource(pool.source, () -> false, failures);
            return new PostgresStore(source, () -> isHeld(source, failures), failures, parts);
        });
    }

    /** A manager that starts at the same time may be making it. */
    private static void awaitSchema(PostgresLogin login, PostgresFailures failures, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Optional<MigrationException> fault = schemaFault(login, failures);
        while (fault.isPresent()) {
            if (System.nanoTime() > end) {
                throw fault.get();
            }
            pause(fault.get());
            fault = schemaFault(login, failures);
        }
    }

    private static Optional<MigrationException> schemaFault(PostgresLogin login, PostgresFailures failures) {
        try (Connection connection = login.connect(ANSWER_SECONDS)) {
            requireUsable(connection, failures);
            return PostgresSchema.fault(connection).map(reason -> failures.unusable(reason, null));
        } catch (SQLException e) {
            throw failures.unreachable(e);
        }
    }

    private static void pause(MigrationException waitingFor) {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw waitingFor;
        }
    }

    private static RunnerLock lock(PostgresLogin login, PostgresFailures failures) {
        try {
            return RunnerLock.tryAcquire(login)
                    .orElseThrow(() -> alreadyRunning(
                            "runs batches in the " + login.settings().place()));
        } catch (SQLException e) {
            throw failures.unreachable(e);
        }
    }

    /** @param others whether another process may be the one that runs batches */
    private static void prepare(PostgresLogin login, PostgresFailures failures, boolean others) {
        try (Connection connection = login.connect(ANSWER_SECONDS)) {
            requireUsable(connection, failures);
            if (PostgresSchema.isCurrent(connection)) {
                return;
            }
            if (others && RunnerLock.isHeld(connection)) {
                throw alreadyRunning("of another version runs batches in the "
                        + login.settings().place());
            }
            PostgresSchema.flyway(login.forMigrations()).migrate();
        } catch (FlywayException e) {
            throw failures.unusable("its schema cannot be brought up to date: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw failures.unreachable(e);
        }
    }

    private static void requireUsable(Connection connection, PostgresFailures failures) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_SERVER) {
            throw failures.unusable(
                    "the server is PostgreSQL " + version + ", which is too old: " + OLDEST_SERVER + " is the oldest",
                    null);
        }
        if (connection.getSchema() == null) {
            throw failures.unusable("the login has no schema to work in: create it, or grant CREATE on it", null);
        }
    }

    private static boolean isHeld(DataSource source, PostgresFailures failures) {
        try (Connection connection = source.getConnection()) {
            return RunnerLock.isHeld(connection);
        } catch (SQLException e) {
            throw failures.unreachable(e);
        }
    }

    private static MigrationException alreadyRunning(String what) {
        return new MigrationException(FailureCode.BATCH_ALREADY_RUNNING, "another process " + what);
    }

    @Override
    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public boolean runnerAlive() {
        return runnerAlive.getAsBoolean();
    }

    @Override
    public boolean commitsInTurn() {
        return false;
    }

    @Override
    public boolean sharesLocks() {
        return true;
    }

    @Override
    public boolean isReachedByOthers() {
        return true;
    }

    @Override
    public RuntimeException explained(RuntimeException thrown) {
        return failures.explained(thrown);
    }

    @Override
    public void close() {
        parts.close();
    }

    /** Connections, opened as they are needed. */
    private static final class Pool implements OpenParts.Part {
        private final HikariDataSource source;

        Pool(PostgresLogin login, AdmittedSource.Entry entry, int size) {
            HikariConfig config = new HikariConfig();
            config.setPoolName("store");
            config.setDataSource(new AdmittedSource(login.source(), entry));
            config.setMaximumPoolSize(size);
            config.setMinimumIdle(1);
            config.setInitializationFailTimeout(-1);
            config.setConnectionTimeout(PATIENCE.toMillis());
            source = new HikariDataSource(config);
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
