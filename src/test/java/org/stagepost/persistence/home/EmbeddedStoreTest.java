package org.stagepost.persistence.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

class EmbeddedStoreTest {
    private final HomeFolder home;

    EmbeddedStoreTest(@TempDir Path folder) {
        home = new HomeFolder(folder.resolve("Home of Ünal #1 %20"));
    }

    @Test
    void aRunBeginsWithAnEmptySpool() throws IOException {
        HomeFolders.create(home);
        Path left = Files.writeString(home.spool().resolve("item1.eml"), "somebody's mail");

        EmbeddedStore.open(home).close();
        assertThat(left).exists();
        EmbeddedStore.own(home).close();
        assertThat(left).doesNotExist();
    }

    @Test
    void whatIsCommittedIsThereWhenTheStoreIsOpenedAgain() {
        try (EmbeddedStore store = EmbeddedStore.own(home)) {
            write(store, "kept");
        }

        try (EmbeddedStore store = EmbeddedStore.open(home)) {
            assertThat(read(store)).isEqualTo("kept");
        }
    }

    @Test
    void theLogIsNeverBegunAnewByHsqldbItself() {
        EmbeddedStore.own(home).close();

        try (EmbeddedStore store = EmbeddedStore.own(home)) {
            assertThat(JdbcClient.create(store.dataSource())
                            .sql("SELECT PROPERTY_VALUE FROM INFORMATION_SCHEMA.SYSTEM_PROPERTIES"
                                    + " WHERE PROPERTY_NAME = 'hsqldb.log_size'")
                            .query(String.class)
                            .single())
                    .isEqualTo("0");
        }
    }

    @Test
    void whatIsCommittedStandsInTheLogFileAtOnce() throws IOException {
        try (EmbeddedStore store = EmbeddedStore.own(home)) {
            write(store, "durable");

            assertThat(home.store().resolve("stagepost.log")).content().contains("'durable'");
        }
    }

    @Test
    void aCrashedRunnersStoreIsOpenedAsItWas() throws IOException {
        HomeFolder crashed = new HomeFolder(home.root().resolveSibling("crashed"));
        HomeFolders.create(crashed);
        try (EmbeddedStore store = EmbeddedStore.own(home)) {
            write(store, "durable");
            for (File file : Objects.requireNonNull(home.store().toFile().listFiles(File::isFile))) {
                Files.copy(file.toPath(), crashed.store().resolve(file.getName()));
            }
        }

        try (EmbeddedStore store = EmbeddedStore.own(crashed)) {
            assertThat(read(store)).isEqualTo("durable");
        }
    }

    @Test
    void closingLeavesNoAddressAndNoLogToReplay() {
        EmbeddedStore.own(home).close();

        assertThat(home.store().toFile().list())
                .contains("stagepost.script")
                .doesNotContain("peer", "stagepost.log", "stagepost.lck");
    }

    @Test
    void passwordsOfTheStoreAreReadableByTheirOwnerOnly() throws IOException {
        try (EmbeddedStore runner = EmbeddedStore.own(home)) {
            assertThat(runner.runnerAlive()).isTrue();
            for (String name : new String[] {"peer", "owner.password"}) {
                assertThat(PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(home.store().resolve(name))))
                        .as(name)
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void aStoreWithoutItsPasswordIsNotReplacedByAnEmptyOne() throws IOException {
        EmbeddedStore.own(home).close();
        Files.delete(home.store().resolve("owner.password"));

        assertThatThrownBy(() -> EmbeddedStore.open(home))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("owner.password");
    }

    @Test
    void aDamagedStoreIsNamedAndTheLockIsGivenBack() throws IOException {
        EmbeddedStore.own(home).close();
        Path script = home.store().resolve("stagepost.script");
        byte[] good = Files.readAllBytes(script);
        Files.write(script, "no database at all".getBytes(StandardCharsets.US_ASCII));

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> EmbeddedStore.own(home))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining(script.toString())
                    .extracting("code")
                    .isEqualTo(FailureCode.STORE_DAMAGED);
        }
        Files.write(script, good);
        EmbeddedStore.own(home).close();
    }

    @Test
    void aStoreOfANewerVersionIsRefused() {
        try (EmbeddedStore store = EmbeddedStore.own(home)) {
            JdbcClient.create(store.dataSource())
                    .sql("INSERT INTO SCHEMA_HISTORY SELECT 99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x',"
                            + " CURRENT_TIMESTAMP, 1, TRUE FROM SCHEMA_HISTORY FETCH FIRST 1 ROW ONLY")
                    .update();
        }

        assertThatThrownBy(() -> EmbeddedStore.own(home))
                .isInstanceOf(MigrationException.class)
                .extracting("code")
                .isEqualTo(FailureCode.HOME_UNUSABLE);
    }

    private static void write(EmbeddedStore store, String text) {
        JdbcClient client = JdbcClient.create(store.dataSource());
        client.sql("DELETE FROM STORED_SECRET").update();
        client.sql("INSERT INTO STORED_SECRET VALUES ('name', :text)")
                .param("text", text)
                .update();
    }

    private static String read(EmbeddedStore store) {
        return JdbcClient.create(store.dataSource())
                .sql("SELECT SEALED FROM STORED_SECRET")
                .query(String.class)
                .optional()
                .orElse("");
    }
}
