package org.stagepost.persistence.home;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.hsqldb.server.Server;
import org.hsqldb.server.ServerConstants;
import org.stagepost.credential.Secret;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/** Serves the open store on loopback, so that other processes of the same person can look and ask for a stop. */
final class PeerServer implements OpenParts.Part {
    private final HomeFolder home;
    private final Server server;

    private PeerServer(HomeFolder home, Server server) {
        this.home = home;
        this.server = server;
    }

    /** Random port, random password, and rights to read and write rows but nothing else. */
    static PeerServer start(HomeFolder home, DataSource store) {
        Secret password = Hsqldb.newPassword();
        Server server = new Server();
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            admitPeer(statement, password);
        } catch (SQLException e) {
            throw new MigrationException(FailureCode.HOME_UNUSABLE, "the store cannot be shared: " + e.getMessage(), e);
        }
        listen(server, home);
        new PeerAddress(server.getLocalPort(), password).write(home);
        return new PeerServer(home, server);
    }

    private static void listen(Server server, HomeFolder home) {
        server.setLogWriter(null); // first, or it prints what the next lines do
        server.setErrWriter(null);
        server.setSilent(true);
        server.setNoSystemExit(true);
        server.setDaemon(true);
        server.setAddress("127.0.0.1");
        server.setPort(0);
        server.setDatabaseName(0, Hsqldb.NAME);
        server.setDatabasePath(0, "file:" + Hsqldb.files(home));
        server.start();
        if (server.getState() != ServerConstants.SERVER_STATE_ONLINE) {
            throw new MigrationException(
                    FailureCode.HOME_UNUSABLE,
                    "the store cannot be shared on 127.0.0.1: " + server.getServerError(),
                    server.getServerError());
        }
    }

    private static void admitPeer(Statement statement, Secret password) throws SQLException {
        String user = "\"" + PeerAddress.USER + "\"";
        boolean known = !names(
                        statement,
                        "SELECT USER_NAME FROM INFORMATION_SCHEMA.SYSTEM_USERS WHERE USER_NAME = '" + PeerAddress.USER
                                + "'")
                .isEmpty();
        statement.execute((known ? "ALTER USER " + user + " SET PASSWORD '" : "CREATE USER " + user + " PASSWORD '")
                + password.reveal() + "'");
        for (String table : names(
                statement,
                "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
                        + " WHERE TABLE_SCHEMA = 'PUBLIC' AND TABLE_TYPE = 'BASE TABLE'")) {
            statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE PUBLIC.\"" + table + "\" TO " + user);
        }
    }

    private static List<String> names(Statement statement, String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    @Override
    public void close() {
        PeerAddress.delete(home);
        server.stop();
    }
}
