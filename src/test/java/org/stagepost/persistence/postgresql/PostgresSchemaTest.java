package org.stagepost.persistence.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.hsqldb.jdbc.JDBCDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stagepost.persistence.home.TestSchemas;
import org.stagepost.testing.TestStores;

@Tag("postgresql")
class PostgresSchemaTest {
    private final DataSource database = new PostgresLogin(TestStores.newDatabase(), TestStores.password()).source();

    @Test
    void currentNamesEveryMigrationWithItsChecksum() {
        String files = Arrays.stream(PostgresSchema.flyway(database).info().all())
                .map(migration -> migration.getVersion() + ":" + migration.getChecksum())
                .collect(Collectors.joining(" "));

        assertThat(PostgresSchema.CURRENT)
                .as("set PostgresSchema.CURRENT to this")
                .isEqualTo(files);
    }

    @Test
    void hasTheVersionsOfTheEmbeddedStore() {
        JDBCDataSource embedded = new JDBCDataSource();
        embedded.setUrl("jdbc:hsqldb:mem:versions");
        embedded.setUser("SA");

        assertThat(versions(PostgresSchema.flyway(database))).isEqualTo(versions(TestSchemas.hsqldb(embedded)));
    }

    @Test
    void stepsAndExecutionsAreFoundByIndex() {
        assertThat(JdbcClient.create(database)
                        .sql("SELECT indexname FROM pg_indexes WHERE indexname LIKE 'batch%_by_%' ORDER BY 1")
                        .query(String.class)
                        .list())
                .containsExactly("batch_job_execution_by_instance", "batch_step_execution_by_name");
    }

    private static String versions(Flyway flyway) {
        return Arrays.stream(flyway.info().all()).map(MigrationInfo::getScript).collect(Collectors.joining(" "));
    }
}
