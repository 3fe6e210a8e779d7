package org.stagepost.persistence.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.stagepost.persistence.home.SchemaHistory;

/** The schema of a PostgreSQL store: the versions that the embedded one has, asked for and migrated in the same way. */
final class PostgresSchema {
    /** Version and Flyway's checksum of every migration; {@code PostgresSchemaTest} holds it against the files. */
    static final String CURRENT =
            "1:-1160529623 2:-1702128816 3:-683739593 4:-253304455 5:-670926392 6:-876581240 7:-1890328385 8:-1912654401 9:-2008540902 10:1171098552 11:553546003 12:1003288768 13:-1870105312 14:2104443740";

    private static final String HISTORY = "schema_history";

    private PostgresSchema() {}

    static boolean isCurrent(Connection connection) throws SQLException {
        return CURRENT.equals(SchemaHistory.applied(connection, HISTORY));
    }

    /** Why a worker cannot use it as it is; empty when it is current. */
    static Optional<String> fault(Connection connection) throws SQLException {
        String applied = SchemaHistory.applied(connection, HISTORY);
        if (CURRENT.equals(applied)) {
            return Optional.empty();
        }
        if (applied.isEmpty()) {
            return Optional.of("it has no tables, which the manager makes: start 'run' or 'serve' once");
        }
        return Optional.of(
                applied.startsWith(CURRENT)
                        ? "its tables are of a later version than this worker: install the manager's version here"
                        : "its tables are not of this worker's version: start the manager once with this version");
    }

    /** Safe when several processes do it: Flyway locks. */
    static Flyway flyway(DataSource server) {
        return Flyway.configure()
                .dataSource(server)
                .locations("classpath:db/migration/postgresql")
                .table(HISTORY)
                .ignoreMigrationPatterns(new String[0])
                .load();
    }
}
