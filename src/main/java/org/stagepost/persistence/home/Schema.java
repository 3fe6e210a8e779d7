package org.stagepost.persistence.home;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The schema of a store, which Flyway owns. Whether it is up to date is asked with one query: to start Flyway for a
 * schema that is current costs a command more than its own work (adr/0007).
 */
final class Schema {
    /** Version and Flyway's checksum of every migration; {@code SchemaTest} holds it against the files. */
    static final String CURRENT =
            "1:1404403228 2:-304877570 3:-1815030390 4:-253304455 5:-1961932336 6:1675680590 7:237891082 8:-1912654401 9:1125122120 10:1112426584 11:-1683887221 12:-2101068583 13:304073365 14:-504104430";

    /** So many migrations make a new store; the first row is written after them. */
    private static final int MAKE_A_STORE = 2;

    private static final String HISTORY = "SCHEMA_HISTORY";

    private final DataSource store;

    Schema(DataSource store) {
        this.store = store;
    }

    /** @throws org.flywaydb.core.api.FlywayException when a newer version has written the store, or a migration failed */
    void bringUpToDate() throws SQLException {
        String applied = applied();
        if (CURRENT.equals(applied)) {
            return;
        }
        if (applied.split(" ").length < MAKE_A_STORE) {
            dropAll();
        }
        flyway().migrate();
    }

    /** The process that made the store died of it: nobody has written anything into these tables. */
    private void dropAll() throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA PUBLIC CASCADE");
        }
    }

    Flyway flyway() {
        return Flyway.configure()
                .dataSource(store)
                .locations("classpath:db/migration/hsqldb")
                .table(HISTORY)
                .ignoreMigrationPatterns(new String[0])
                .load();
    }

    /** What was applied, in the form of {@link #CURRENT}; empty for a new store. */
    String applied() throws SQLException {
        try (Connection connection = store.getConnection()) {
            return SchemaHistory.applied(connection, HISTORY);
        }
    }
}
