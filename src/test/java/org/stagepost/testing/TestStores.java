package org.stagepost.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.StoreSettings;
import org.stagepost.model.HomeFolder;
import org.stagepost.persistence.Store;
import org.stagepost.persistence.home.EmbeddedStore;
import org.stagepost.persistence.postgresql.PostgresStore;

/**
 * Stores for tests, each new for its home folder. With {@code -Dstore=postgresql} they are databases of one PostgreSQL
 * server, which is started for the JVM; one that does not start fails the tests.
 */
public final class TestStores {
    public static final boolean POSTGRESQL = "postgresql".equals(System.getProperty("store"));

    private static final String TEMPLATE = "template_stagepost";
    private static final Map<Path, StoreSettings> DATABASES = new ConcurrentHashMap<>();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestStores() {}

    public static Store open(HomeFolder home) {
        return POSTGRESQL ? PostgresStore.open(home, settings(home), Server.PASSWORD) : EmbeddedStore.open(home);
    }

    public static Store own(HomeFolder home) {
        return POSTGRESQL ? PostgresStore.own(home, settings(home), Server.PASSWORD) : EmbeddedStore.own(home);
    }

    private static StoreSettings settings(HomeFolder home) {
        return DATABASES.computeIfAbsent(home.root(), root -> newDatabase());
    }

    /** The home folder's store is this one. */
    public static void use(HomeFolder home, StoreSettings settings) {
        DATABASES.put(home.root(), settings);
    }

    /** A database of the server as a role sees it. */
    public static StoreSettings settings(String database, String role) {
        Server.start();
        return new StoreSettings(Server.settings(database).url(), role, SecretReference.none(), "");
    }

    /** With the schema as it is now. */
    public static StoreSettings newDatabase() {
        return newDatabase(TEMPLATE);
    }

    public static StoreSettings newEmptyDatabase() {
        return newDatabase("template1");
    }

    private static StoreSettings newDatabase(String template) {
        Server.start();
        String name = "test_" + NUMBER.incrementAndGet();
        Server.sql("CREATE DATABASE " + name + " TEMPLATE " + template);
        return Server.settings(name);
    }

    public static Secret password() {
        return Server.PASSWORD;
    }

    /** As a restart of the server looks to all its clients. */
    public static void disconnectAll() {
        Server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test\\_%'");
    }

    /** As the server's administrator. */
    public static void sql(String statement) {
        Server.sql(statement);
    }

    private static final class Server {
        /** For measurements; nobody pulls the plug of a test. */
        private static final String DURABLE = Boolean.getBoolean("store.durable") ? "on" : "off";

        static final Secret PASSWORD = Secret.of("postgres");
        private static final EmbeddedPostgres POSTGRES = started();

        static {
            StoreSettings template = newEmpty(TEMPLATE);
            try {
                HomeFolder home = new HomeFolder(Files.createTempDirectory("template"));
                PostgresStore.open(home, template, PASSWORD).close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static void start() {
            // by loading the class
        }

        private static StoreSettings newEmpty(String name) {
            sql("CREATE DATABASE " + name);
            return settings(name);
        }

        private static EmbeddedPostgres started() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", DURABLE)
                        .setServerConfig("full_page_writes", DURABLE)
                        .setServerConfig("hba_file", logins().toString())
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Only the role guest must know a password. */
        private static Path logins() throws IOException {
            Path file = Files.createTempFile("pg_hba", ".conf");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            return Files.writeString(
                    file, "local all all trust\nhost all guest all scram-sha-256\nhost all all all trust\n");
        }

        static StoreSettings settings(String database) {
            return new StoreSettings(
                    "jdbc:postgresql://localhost:" + POSTGRES.getPort() + "/" + database,
                    "postgres",
                    SecretReference.none(),
                    "");
        }

        static void sql(String text) {
            try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(text);
            } catch (SQLException e) {
                throw new IllegalStateException(text, e);
            }
        }
    }
}
