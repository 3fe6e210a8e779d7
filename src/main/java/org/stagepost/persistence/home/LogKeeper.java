package org.stagepost.persistence.home;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sums up the log of an open store as it grows, a moment behind, and has HSQLDB begin a new one when it is long: HSQLDB
 * itself would delete it without telling.
 */
final class LogKeeper implements OpenParts.Part {
    private static final long PAUSE_MILLIS = 20;
    private final LogSums sums;
    private final HikariDataSource store;
    private final long longestLogBytes;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::keep, "store-log");

    private LogKeeper(LogSums sums, HikariDataSource store, long longestLogBytes) {
        this.longestLogBytes = longestLogBytes;
        this.sums = sums;
        this.store = store;
    }

    static LogKeeper start(LogSums sums, HikariDataSource store, long longestLogBytes) {
        LogKeeper keeper = new LogKeeper(sums, store, longestLogBytes);
        keeper.thread.setDaemon(true);
        keeper.thread.start();
        return keeper;
    }

    private void keep() {
        try {
            do {
                sums.follow();
                if (sums.length() > longestLogBytes) {
                    sums.forget();
                    checkpoint();
                }
            } while (!closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
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

    /** The log is deleted after this. Without an interrupt: HSQLDB's files would be closed by one. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
            sums.forget();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            return; // who opens the store deletes them first
        }
    }
}
