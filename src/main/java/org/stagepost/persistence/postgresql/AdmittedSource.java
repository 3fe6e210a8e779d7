package org.stagepost.persistence.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Where a pool gets its connections: each is looked at before the pool has it. */
final class AdmittedSource extends DelegatingDataSource {
    private final Entry entry;

    /** Lets a new connection in, or throws. */
    @FunctionalInterface
    interface Entry {
        void admit(Connection connection) throws SQLException;
    }

    AdmittedSource(DataSource server, Entry entry) {
        super(server);
        this.entry = entry;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        boolean admitted = false;
        try {
            entry.admit(connection);
            admitted = true;
            return connection;
        } finally {
            if (!admitted) {
                connection.close();
            }
        }
    }

    /** A pool sets its own patience, which is shorter than a login may take. */
    @Override
    public void setLoginTimeout(int seconds) {
        // the server's stays
    }
}
