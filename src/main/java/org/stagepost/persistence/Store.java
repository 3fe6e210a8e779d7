package org.stagepost.persistence;

import javax.sql.DataSource;

/**
 * Where everything is remembered, open: the files of the home folder, or a PostgreSQL database. Opened either to look,
 * or to run batches, which one process does at a time. Thread-safe until it is closed.
 */
public interface Store extends AutoCloseable {
    DataSource dataSource();

    /** True when this process or another one is there to run batches: what looks like running is not left by a dead one. */
    boolean runnerAlive();

    /** True when transactions commit one after another, each with its own wait for the disk. */
    boolean commitsInTurn();

    /** True when several transactions can keep the same row from being changed at the same time (FOR SHARE). */
    boolean sharesLocks();

    /** True when processes on other machines can open it. */
    boolean isReachedByOthers();

    /**
     * What an exception of Spring's data access means to an administrator: a MigrationException where it is no defect,
     * else the exception itself.
     */
    RuntimeException explained(RuntimeException thrown);

    @Override
    void close();
}
