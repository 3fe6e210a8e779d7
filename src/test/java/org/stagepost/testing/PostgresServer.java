package org.stagepost.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.StoreSettings;

/** A PostgreSQL server of a test's own, which can be killed and started again on the same files. */
public final class PostgresServer implements AutoCloseable {
    private static final int ATTEMPTS = 20;
    private static final int PAUSE_MILLIS = 500;

    private final Path folder;
    private final int port;
    private final Map<String, String> config;
    private EmbeddedPostgres server;

    private PostgresServer(Path folder, int port, Map<String, String> config) throws IOException {
        this.folder = folder;
        this.port = port;
        this.config = config;
        this.server = started();
    }

    /** @param config lines of postgresql.conf */
    public static PostgresServer start(Path folder, Map<String, String> config) throws IOException {
        return new PostgresServer(folder, freePort(), config);
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private EmbeddedPostgres started() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(true)
                .setPort(port);
        config.forEach(builder::setServerConfig);
        return builder.start();
    }

    public StoreSettings settings() {
        return new StoreSettings(
                "jdbc:postgresql://localhost:" + port + "/postgres", "postgres", SecretReference.none(), "");
    }

    public Secret password() {
        return Secret.of("postgres");
    }

    /** Returns what the query's only cell holds. */
    public String ask(String query) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    public void sql(String text) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        } catch (SQLException e) {
            throw new IllegalStateException(text, e);
        }
    }

    /** kill -9; what it had said yes to is on the disk. */
    public void kill() {
        try {
            server.getProcess().destroyForcibly().waitFor();
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** After {@link #kill}; its orphans may take a moment to notice. */
    public void startAgain() {
        for (int attempt = 1; ; attempt++) {
            try {
                server = started();
                return;
            } catch (IOException | IllegalStateException e) {
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException(e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
