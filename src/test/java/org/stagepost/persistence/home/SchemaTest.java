package org.stagepost.persistence.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.hsqldb.jdbc.JDBCDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.jdbc.core.simple.JdbcClient;

class SchemaTest {
    private final JDBCDataSource store = new JDBCDataSource();

    @BeforeEach
    void newStore(TestInfo test) {
        store.setUrl("jdbc:hsqldb:mem:" + test.getDisplayName());
        store.setUser("SA");
    }

    @Test
    void currentNamesEveryMigrationWithItsChecksum() {
        String files = Arrays.stream(new Schema(store).flyway().info().all())
                .map(migration -> migration.getVersion() + ":" + migration.getChecksum())
                .collect(Collectors.joining(" "));

        assertThat(Schema.CURRENT).as("set Schema.CURRENT to this").isEqualTo(files);
    }

    @Test
    void newStoreIsMigrated() throws Exception {
        new Schema(store).bringUpToDate();

        assertThat(new Schema(store).applied()).isEqualTo(Schema.CURRENT);
        assertThat(rows(store)).isPositive();
    }

    @Test
    void currentSchemaIsLeftAlone() throws Exception {
        new Schema(store).bringUpToDate();
        sql("DROP TABLE STORED_SECRET");

        new Schema(store).bringUpToDate();

        assertThat(new Schema(store).flyway().info().pending()).isEmpty();
    }

    @Test
    void aSchemaThatWasNeverFinishedIsMadeAnew() throws Exception {
        new Schema(store).bringUpToDate();
        for (String left : new String[] {
            "DELETE FROM SCHEMA_HISTORY WHERE \"version\" <> '1'",
            "DROP TABLE SKIPPED_ITEM",
            "DROP TABLE SCHEMA_HISTORY"
        }) {
            sql(left.startsWith("DELETE") ? left : left + " CASCADE");
            if (!left.endsWith("HISTORY")) {
                sql("DELETE FROM SCHEMA_HISTORY WHERE \"version\" <> '1'");
            }

            new Schema(store).bringUpToDate();

            assertThat(new Schema(store).applied()).as(left).isEqualTo(Schema.CURRENT);
        }
    }

    @Test
    void whateverDiffersIsFlywaysToJudge() throws Exception {
        new Schema(store).bringUpToDate();
        for (String change : new String[] {"\"checksum\" = 1", "\"success\" = FALSE", "\"version\" = '9'"}) {
            sql("UPDATE SCHEMA_HISTORY SET " + change + " WHERE \"version\" = '2'");

            assertThatThrownBy(() -> new Schema(store).bringUpToDate())
                    .as(change)
                    .isInstanceOf(FlywayException.class);
        }
    }

    @Test
    void endpointsThatWereStoredBeforeDecideByThemselvesWhetherToCompress() throws Exception {
        Flyway.configure()
                .configuration(new Schema(store).flyway().getConfiguration())
                .target("2")
                .load()
                .migrate();
        sql("INSERT INTO MIGRATION_ENDPOINT VALUES ('old', 'IMAP', 'h', 993, 'TLS', FALSE, '', 'USER', 'PLAIN', '',"
                + " 'none', '*', 'ADDRESS', '', '', 20, 10)");

        new Schema(store).bringUpToDate();

        assertThat(JdbcClient.create(store)
                        .sql("SELECT COMPRESSION FROM MIGRATION_ENDPOINT WHERE LOGIN_AS = 'USER'")
                        .query(String.class)
                        .single())
                .isEqualTo("AUTO");
    }

    private static int rows(DataSource store) {
        return JdbcClient.create(store)
                .sql("SELECT COUNT(*) FROM SCHEMA_HISTORY")
                .query(Integer.class)
                .single();
    }

    private void sql(String statement) {
        JdbcClient.create(store).sql(statement).update();
    }
}
