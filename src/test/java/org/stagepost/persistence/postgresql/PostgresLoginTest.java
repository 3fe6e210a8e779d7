package org.stagepost.persistence.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stagepost.migration.StoreSettings;
import org.stagepost.testing.TestStores;

/** What the server is told with each connection. */
@Tag("postgresql")
@Timeout(60)
class PostgresLoginTest {
    private final StoreSettings database = TestStores.newEmptyDatabase();

    @Test
    void whatTheAddressSetsIsAddedToWhatEveryConnectionNeeds() {
        PostgresLogin login = login("?options=-c%20lock_timeout=7s%20-c%20work_mem=5MB");

        assertThat(shown(login, "lock_timeout")).isEqualTo("7s");
        assertThat(shown(login, "work_mem")).isEqualTo("5MB");
        assertThat(shown(login, "statement_timeout")).isEqualTo("1min");
        assertThat(shown(login, "idle_in_transaction_session_timeout")).isEqualTo("2min");
    }

    @Test
    void aWorkersTransactionThatRestsTenSecondsIsEndedAndItsLocksAreFree() throws Exception {
        JdbcClient others = JdbcClient.create(login("").source());
        others.sql("CREATE TABLE LEASE (NUMBER INT)").update();
        others.sql("INSERT INTO LEASE VALUES (1)").update();
        try (Connection frozen = login("").ofWorker().source().getConnection();
                Statement statement = frozen.createStatement()) {
            frozen.setAutoCommit(false);
            statement.execute("SELECT NUMBER FROM LEASE FOR UPDATE");
            long begun = System.nanoTime();
            assertThat(free(others)).isEmpty();

            while (free(others).isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(200);
            }

            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(30));
            assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
        }
    }

    private static List<Long> free(JdbcClient others) {
        return others.sql("SELECT NUMBER FROM LEASE FOR UPDATE SKIP LOCKED")
                .query(Long.class)
                .list();
    }

    private static String shown(PostgresLogin login, String setting) {
        return JdbcClient.create(login.source())
                .sql("SELECT CURRENT_SETTING(:name)")
                .param("name", setting)
                .query(String.class)
                .single();
    }

    private PostgresLogin login(String settings) {
        return new PostgresLogin(
                new StoreSettings(database.url() + settings, database.user(), database.password(), database.caFile()),
                TestStores.password());
    }
}
