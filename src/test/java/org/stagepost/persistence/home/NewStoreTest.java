package org.stagepost.persistence.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.GZIPInputStream;
import org.hsqldb.jdbc.JDBCDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.Secret;
import org.stagepost.model.HomeFolder;

class NewStoreTest {
    private static final Path TEMPLATE = Path.of("src/main/resources/db/new-store.script");

    private final HomeFolder home;

    NewStoreTest(@TempDir Path folder) {
        home = new HomeFolder(folder.resolve("home"));
        HomeFolders.create(home);
    }

    private JDBCDataSource store(String password) {
        JDBCDataSource source = new JDBCDataSource();
        source.setUrl(Hsqldb.fileUrl(home));
        source.setUser("OWNER");
        source.setPassword(password);
        return source;
    }

    private static void shutDown(JDBCDataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }

    private String script() throws IOException {
        Path file = home.store().resolve("stagepost.script");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceFirst("UNIQUE NAME \\S+", "UNIQUE NAME \\${uniqueName}")
                    .replaceFirst("PASSWORD DIGEST '\\p{XDigit}+'", "PASSWORD DIGEST '\\${digest}'")
                    .replaceFirst("SET FILES CHECK \\d+", "SET FILES CHECK 0")
                    .replaceAll("'OWNER','[^']*',\\d+,", "'OWNER','\\${now}',0,");
        }
    }

    /** {@code -Dgolden.update} writes it anew. */
    @Test
    void isWhatFlywayMakesOfAnEmptyStore() throws IOException, SQLException {
        JDBCDataSource source = store("secret");
        new Schema(source).flyway().migrate();
        shutDown(source);

        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(TEMPLATE, script());
        }

        assertThat(NewStore.template()).isEqualTo(script());
    }

    @Test
    void opensWithItsPasswordAndNeedsNoMigration() throws IOException, SQLException {
        new StoreFiles(home).makeIfMissing(Secret.of("b2a90c"));
        JDBCDataSource source = store("b2a90c");

        assertThat(new Schema(source).applied()).isEqualTo(Schema.CURRENT);
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM FOLDER_JOURNAL")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isZero();
        }
        shutDown(source);
    }

    @Test
    void isNotWrittenOverOneThatIsThere() throws IOException {
        new StoreFiles(home).makeIfMissing(Secret.of("first"));
        byte[] before = Files.readAllBytes(home.store().resolve("stagepost.script"));

        new StoreFiles(home).makeIfMissing(Secret.of("second"));

        assertThat(home.store().resolve("stagepost.script")).hasBinaryContent(before);
    }
}
