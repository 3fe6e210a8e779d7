package org.stagepost.persistence.home;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Sums up the log of an open store as it grows, a moment behind, and has HSQLDB begin a new one when it is long: HSQLDB
 * itself would delete it without telling.
 */
final class LogKeeper implements OpenParts.Part {
    private static final long PAUSE_MILLIS = 20;
    private static final long LONGEST_LOG_BYTES = 50L << 20;

    private final LogSums sums;
    private final HikariDataSource store;
    private final Thread thread = new Thread(this::keep, "store-log");

    private LogKeeper(LogSums sums, HikariDataSource store) {
        this.sums = sums;
        this.store = store;
    }

    static LogKeeper start(LogSums sums, HikariDataSource store) {
        LogKeeper keeper = new LogKeeper(sums, store);
        keeper.thread.setDaemon(true);
        keeper.thread.start();
        return keeper;
    }

    private void keep() {
        try {
            while (true) {
                sums.follow();
                if (sums.length() > LONGEST_LOG_BYTES) {
                    sums.forget();
                    checkpoint();
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (IOException | SQLException e) {
            return; // what is summed up stays true; who writes to this disk will tell what is wrong with it
        }
    }

    private void checkpoint() throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        }
    }

    /** The log is deleted after this. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
            sums.forget();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
