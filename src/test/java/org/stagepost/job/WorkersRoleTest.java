package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.StoreSettings;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.HomeFolder;
import org.stagepost.persistence.Store;
import org.stagepost.persistence.postgresql.PostgresStore;
import org.stagepost.testing.TestStores;

/** The rights that the documents give to the roles of a manager and of its workers are enough, and no more. */
@Tag("postgresql")
@EnabledIfSystemProperty(named = "store", matches = "postgresql")
@Timeout(120)
class WorkersRoleTest {
    private static final String MANAGER = "stagepost";
    private static final String WORKER = "stagepost_worker";

    private final Path folder;

    WorkersRoleTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** The statements of the document's first block of SQL. */
    private static List<String> document(String name) throws IOException {
        String text = Files.readString(Path.of("src/docs", name));
        String block = text.substring(text.indexOf("```sql\n") + "```sql\n".length());
        return Stream.of(block.substring(0, block.indexOf("```")).split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static void as(String role, String statement) throws SQLException {
        StoreSettings login = TestStores.settings(MANAGER, role);
        try (Connection connection = DriverManager.getConnection(login.url(), role, "");
                Statement once = connection.createStatement()) {
            once.execute(statement);
        }
    }

    @Test
    void aWorkerCopiesWithThemAndMayDoNothingElse() throws Exception {
        document("postgresql.md").forEach(TestStores::sql);
        HomeFolder home = new HomeFolder(folder.resolve("home"));
        TestStores.use(home, TestStores.settings(MANAGER, MANAGER));
        try (JobWorld world = new JobWorld(folder);
                MemoryDispatch broker = new MemoryDispatch()) {
            for (String statement : document("workers.md")) {
                if (statement.startsWith("CREATE ROLE")) {
                    TestStores.sql(statement);
                } else {
                    as(MANAGER, statement);
                }
            }
            try (Store store = PostgresStore.work(
                    new HomeFolder(folder.resolve("worker")),
                    TestStores.settings(MANAGER, WORKER),
                    TestStores.password())) {
                Worker worker = broker.worker("ann", world.overStore.apply(store), 2);

                copies(world, broker);

                assertThat(world.workers.all()).hasSize(1);
                worker.close();
                assertThat(world.workers.all()).isEmpty();
                endsWhereOneIsMissing(world, broker, store);
            }
            assertRefused(
                    "UPDATE batch_job_execution SET status = 'COMPLETED'",
                    "INSERT INTO batch_step_execution_context VALUES (1, '', '')",
                    "UPDATE batch_setting SET setting_value = ''",
                    "INSERT INTO migration_user (batch_name) VALUES ('wave-1')",
                    "DELETE FROM migration_user",
                    "UPDATE migration_batch SET outcome = ''",
                    "UPDATE stored_secret SET sealed = ''",
                    "INSERT INTO partition_lease (step_execution_id) VALUES (1)",
                    "UPDATE schema_history SET success = FALSE",
                    "SELECT * FROM directory_change",
                    "ALTER TABLE worker ADD COLUMN mine INTEGER");
        }
    }

    /** Others go on: a right that is missing would be missing for the next mailbox, too. */
    private static void endsWhereOneIsMissing(JobWorld world, MemoryDispatch broker, Store store) throws Exception {
        as(MANAGER, "REVOKE UPDATE ON folder_journal FROM " + WORKER);
        world.deliver("bob", FolderPath.INBOX, "item 31");
        Worker cyd = broker.worker("cyd", world.overStore.apply(store), 1);
        CompletableFuture<RunResult> run =
                CompletableFuture.supplyAsync(() -> world.manager(broker).run(job(world), new SilentListener()));
        while (cyd.unfit().isEmpty() && !run.isDone()) {
            Thread.sleep(50);
        }
        assertThat(cyd.unfit()).hasValueSatisfying(failure -> assertThat(failure.detail())
                .contains("permission denied", "folder_journal"));

        as(MANAGER, "GRANT UPDATE ON folder_journal TO " + WORKER);
        broker.worker("dan", world.overStore.apply(store), 1);

        assertThat(run.get().exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(JobWorld.contents(world.servers.target("bob@example.test"))).hasSize(2 * 30 + 2);
    }

    /** Two passes, with a limit by the day and an item that is skipped: every table that a worker writes. */
    private static void copies(JobWorld world, MemoryDispatch broker) {
        world.csv(Stream.concat(
                        Stream.of("EmailAddress,UserName,Password"),
                        Stream.of("ann", "bob", "cyd", "dan")
                                .map(name -> name + "@example.test," + name + ",canary-" + name))
                .toArray(String[]::new));
        Stream.of("ann", "bob", "cyd", "dan").forEach(name -> world.seed(name, 30));
        world.servers
                .target("ann@example.test")
                .refusing((path, item) -> item.text().contains("Subject: item 7")
                        ? Optional.of(FailureCode.ITEM_REFUSED)
                        : Optional.empty());
        Path job = job(world);

        assertThat(world.manager(broker).run(job, new SilentListener()).exitCode())
                .isEqualTo(ExitCode.SUCCESS);
        world.deliver("bob", FolderPath.INBOX, "item 30");
        assertThat(world.manager(broker).run(job, new SilentListener()).exitCode())
                .isEqualTo(ExitCode.SUCCESS);

        assertThat(JobWorld.contents(world.servers.target("bob@example.test"))).hasSize(2 * 30 + 1);
        Arrays.asList("folder_journal", "mailbox_day", "skipped_item").forEach(table -> assertThat(world.sql
                        .sql("SELECT COUNT(*) FROM " + table)
                        .query(Long.class)
                        .single())
                .as(table)
                .isPositive());
    }

    private static Path job(JobWorld world) {
        return world.write("wave-1.yml", """
                name: wave-1
                type: imap
                csv: users.csv
                source: { endpoint: old-mail }
                target: { endpoint: new-mail }
                endpoints:
                  - { name: old-mail, kind: imap, host: old.example.test, login: { as: user }, maxDownloadPerDay: 1 GB }
                  - { name: new-mail, kind: imap, host: new.example.test, login: { as: admin, user: boss, password: "file:secret" } }
                """);
    }

    private static void assertRefused(String... statements) {
        for (String statement : statements) {
            assertThatThrownBy(() -> as(WORKER, statement))
                    .as(statement)
                    .isInstanceOf(SQLException.class)
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
    }
}
