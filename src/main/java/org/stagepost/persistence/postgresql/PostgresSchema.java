package org.stagepost.persistence.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.stagepost.persistence.home.SchemaHistory;

/** The schema of a PostgreSQL store: the versions that the embedded one has, asked for and migrated in the same way. */
final class PostgresSchema {
    /** Version and Flyway's checksum of every migration; {@code PostgresSchemaTest} holds it against the files. */
    static final String CURRENT =
            "1:-1160529623 2:-1702128816 3:-683739593 4:-253304455 5:-670926392 6:-876581240 7:-1890328385 8:-1912654401 9:-2008540902 10:1171098552 12:1003288768 13:-1870105312";

    private static final String HISTORY = "schema_history";

    private PostgresSchema() {}

    static boolean isCurrent(Connection connection) throws SQLException {
        return CURRENT.equals(SchemaHistory.applied(connection, HISTORY));
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
