package org.stagepost.persistence.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stagepost.migration.StoreSettings;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.testing.TestStores;

/** A worker finds the schema, or does not; it never changes it. */
@Tag("postgresql")
@Timeout(60)
class WorkersSchemaTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    private final Path folder;

    WorkersSchemaTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private PostgresStore work(StoreSettings database, Duration patience) {
        return PostgresStore.work(new HomeFolder(folder.resolve("worker")), database, TestStores.password(), patience);
    }

    private PostgresStore manage(StoreSettings database) {
        return PostgresStore.open(new HomeFolder(folder.resolve("manager")), database, TestStores.password());
    }

    private static JdbcClient sql(StoreSettings database) {
        return JdbcClient.create(new PostgresLogin(database, TestStores.password()).source());
    }

    private void assertRefused(StoreSettings database, String reason) {
        assertThatThrownBy(() -> work(database, SHORT))
                .isInstanceOfSatisfying(MigrationException.class, refused -> assertThat(refused.code())
                        .isEqualTo(FailureCode.STORE_UNUSABLE))
                .hasMessageContaining(reason);
    }

    @Test
    void waitsForAManagerWhoMakesIt() throws Exception {
        StoreSettings database = TestStores.newEmptyDatabase();
        Thread manager = new Thread(() -> manage(database).close());
        manager.start();

        work(database, Duration.ofSeconds(30)).close();

        manager.join();
    }

    @Test
    void endsWhereNobodyMakesItAndMakesNothing() {
        StoreSettings database = TestStores.newEmptyDatabase();

        assertRefused(database, "it has no tables, which the manager makes");

        assertThat(sql(database)
                        .sql("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void endsWhereItIsOfAnotherVersion() {
        StoreSettings database = TestStores.newDatabase();
        sql(database)
                .sql(
                        "INSERT INTO schema_history SELECT installed_rank + 1000, '1000', description, type, script, 4,"
                                + " installed_by, installed_on, execution_time, success FROM schema_history WHERE version = '1'")
                .update();
        assertRefused(database, "later version than this worker");

        sql(database).sql("DELETE FROM schema_history WHERE version <> '1'").update();
        assertRefused(database, "not of this worker's version");
    }
}
