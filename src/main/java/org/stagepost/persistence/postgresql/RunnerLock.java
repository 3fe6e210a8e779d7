package org.stagepost.persistence.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.persistence.home.OpenParts;

/**
 * The right to run batches in a database: two advisory locks (adr/0012). The runner holds the first alone, on a
 * connection of its own that is asked every two seconds. Every connection that it works with shares the second, and was
 * opened while the first was its own. Who wants to run must get the first, and must find the second shared by nobody: so
 * as long as anything can still be written by one runner, there is no other.
 */
final class RunnerLock implements OpenParts.Part {
    private static final Logger LOG = LoggerFactory.getLogger(RunnerLock.class);

    private static final String RUNNER = "hashtextextended('stagepost runner ' || current_schema(), 0)";
    private static final String WORK = "hashtextextended('stagepost work ' || current_schema(), 0)";

    private static final String HOLDER =
            "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted"
                    + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                    + " AND ((classid::bigint << 32) | objid::bigint) = " + RUNNER;

    private static final int ANSWER_SECONDS = 5;
    private static final long PAUSE_MILLIS = 2000;
    /** A backend takes a moment to notice that its client is gone. */
    private static final int ATTEMPTS = 10;

    private static final long BETWEEN_ATTEMPTS_MILLIS = 50;

    private final Connection connection;
    private final int backend;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread watcher = new Thread(this::watch, "store-lock");
    private volatile boolean lost;

    private RunnerLock(Connection connection) throws SQLException {
        this.connection = connection;
        this.backend = (int) number(connection, "SELECT pg_backend_pid()");
        watcher.setDaemon(true);
        watcher.start();
    }

    /** Empty when another process runs batches, or is still at its last transaction. */
    static Optional<RunnerLock> tryAcquire(PostgresLogin login) throws SQLException {
        Connection connection = login.connect(ANSWER_SECONDS);
        boolean acquired = false;
        try {
            acquired = acquires(connection, "pg_try_advisory_lock(" + RUNNER + ")")
                    && acquires(connection, "pg_try_advisory_lock(" + WORK + ")");
            if (!acquired) {
                return Optional.empty();
            }
            isTrue(connection, "pg_advisory_unlock(" + WORK + ")");
            return Optional.of(new RunnerLock(connection));
        } finally {
            if (!acquired) {
                connection.close();
            }
        }
    }

    private static boolean acquires(Connection connection, String lock) throws SQLException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (isTrue(connection, lock)) {
                return true;
            }
            pause();
        }
        return false;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether any process has the right to run batches now. */
    static boolean isHeld(Connection connection) throws SQLException {
        return isTrue(connection, "EXISTS (" + HOLDER + ")");
    }

    /**
     * Lets a new connection work under this lock.
     *
     * @throws SQLException when the lock is lost; then nothing may be written through the connection
     */
    void admit(Connection connection) throws SQLException {
        boolean admitted = isTrue(connection, "pg_try_advisory_lock_shared(" + WORK + ")")
                && isTrue(connection, "EXISTS (" + HOLDER + " AND pid = " + backend + ")");
        if (!admitted || lost) {
            lost = true;
            throw new SQLException("this process may not run batches any more", "08003");
        }
    }

    /** True from the moment on when another process might run batches. */
    boolean isLost() {
        return lost;
    }

    private void watch() {
        try {
            while (!closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                number(connection, "SELECT 1");
            }
        } catch (SQLException e) {
            lost = true;
            LOG.error("the connection that lets this process run batches was lost: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isTrue(Connection connection, String expression) throws SQLException {
        return number(connection, "SELECT CASE WHEN " + expression + " THEN 1 ELSE 0 END") == 1;
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Unlocks before it leaves: the server would take a moment to notice. */
    @Override
    public void close() {
        closing.countDown();
        try (connection) {
            watcher.join();
            if (!lost) {
                isTrue(connection, "pg_advisory_unlock(" + RUNNER + ")");
            }
        } catch (SQLException e) {
            LOG.debug("the lock goes with its connection", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
