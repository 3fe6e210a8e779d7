package org.stagepost.persistence.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.StoreSettings;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.persistence.Store;
import org.stagepost.testing.TestStores;

@Tag("postgresql")
class PostgresStoreTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final Path folder;
    private final StoreSettings database = TestStores.newDatabase();

    PostgresStoreTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aSecondRunnerIsRefusedAtOnce() {
        try (Store first = own("one")) {
            Instant begin = Instant.now();
            assertRefused(() -> own("two"), FailureCode.BATCH_ALREADY_RUNNING, "database test_");
            assertThat(Duration.between(begin, Instant.now())).isLessThan(AT_ONCE);
            assertThat(first.runnerAlive()).isTrue();
        }
        own("two").close();
    }

    @Test
    void oneHomeFolderRunsInOneDatabaseAtATime() {
        try (Store first = own("one")) {
            StoreSettings other = TestStores.newDatabase();
            assertRefused(
                    () -> PostgresStore.own(home("one"), other, TestStores.password()),
                    FailureCode.BATCH_ALREADY_RUNNING,
                    "home folder");
        }
    }

    @Test
    void othersLookWhileOneRuns() {
        try (Store looks = open("two")) {
            assertThat(looks.runnerAlive()).isFalse();
            try (Store runs = own("one")) {
                write(runs, "seen");
                assertThat(looks.runnerAlive()).isTrue();
                assertThat(read(looks)).isEqualTo("seen");
            }
            assertThat(looks.runnerAlive()).isFalse();
        }
    }

    @Test
    void twoSchemasOfADatabaseAreTwoStores() {
        try (Store first = own("one")) {
            JdbcClient.create(first.dataSource()).sql("CREATE SCHEMA other").update();
            StoreSettings other = new StoreSettings(
                    database.url() + "?currentSchema=other", database.user(), database.password(), "");
            try (Store second = PostgresStore.own(home("two"), other, TestStores.password())) {
                write(second, "apart");
                assertThat(read(first)).isEmpty();
            }
        }
    }

    @Test
    void aKilledRunnersPlaceIsFree() throws Exception {
        Process runner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Runner.class.getName(),
                        home("one").root().toString(),
                        database.url())
                .redirectErrorStream(true)
                .start();
        assertThat(runner.inputReader().readLine()).isEqualTo("runs");
        assertRefused(() -> own("two"), FailureCode.BATCH_ALREADY_RUNNING, "database");

        runner.destroyForcibly();
        assertThat(runner.waitFor(10, TimeUnit.SECONDS)).isTrue();

        own("one").close();
    }

    /** A process of its own. */
    static final class Runner {
        public static void main(String[] arguments) throws InterruptedException {
            StoreSettings settings = new StoreSettings(arguments[1], "postgres", SecretReference.none(), "");
            Store store = PostgresStore.own(new HomeFolder(Path.of(arguments[0])), settings, Secret.of("postgres"));
            System.out.println(store.runnerAlive() ? "runs" : "does not run");
            Thread.sleep(60_000);
        }
    }

    @Test
    void aRunnerThatLosesTheServerWritesNothingMoreAndAnotherMayRun() {
        try (Store first = own("one")) {
            write(first, "before");
            disconnect("TRUE");

            try (Store second = own("two")) {
                write(second, "second");
                for (int attempt = 0; attempt < 3; attempt++) {
                    assertThatThrownBy(() -> write(first, "first"))
                            .satisfies(e -> assertThat(first.explained((RuntimeException) e))
                                    .isInstanceOfSatisfying(MigrationException.class, known -> assertThat(known.code())
                                            .isEqualTo(FailureCode.STORE_UNUSABLE)));
                }
                assertRefused(() -> write(first, "first"), FailureCode.STORE_UNUSABLE, "right to run batches");
                assertThat(first.runnerAlive()).isFalse();
                assertThat(read(second)).isEqualTo("second");
            }
        }
    }

    @Test
    void aRunnerThatLosesOnlyItsLockIsAloneUntilItHasNoticed() throws InterruptedException {
        try (Store first = own("one")) {
            write(first, "first");
            disconnect("pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ExclusiveLock')");

            assertRefused(() -> own("two"), FailureCode.BATCH_ALREADY_RUNNING, "database");
            for (int wait = 0; wait < 100 && first.runnerAlive(); wait++) {
                Thread.sleep(50);
            }
            assertRefused(() -> write(first, "again"), FailureCode.STORE_UNUSABLE, "right to run batches");
        }
        own("two").close();
    }

    /** As a restart of the server looks to this database's clients. */
    private void disconnect(String which) {
        TestStores.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                + database.url().replaceFirst(".*/", "") + "' AND " + which);
    }

    @Test
    void anEmptyDatabaseGetsTheSchemaOnceForAll() throws Exception {
        StoreSettings empty = TestStores.newEmptyDatabase();
        Thread other = new Thread(() ->
                PostgresStore.open(home("two"), empty, TestStores.password()).close());
        other.start();
        PostgresStore.open(home("one"), empty, TestStores.password()).close();
        other.join();

        try (Store store = PostgresStore.own(home("one"), empty, TestStores.password())) {
            write(store, "works");
        }
    }

    @Test
    void aStoreOfANewerVersionIsRefused() {
        try (Store store = own("one")) {
            JdbcClient.create(store.dataSource())
                    .sql("INSERT INTO schema_history SELECT 99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x',"
                            + " CURRENT_TIMESTAMP, 1, TRUE")
                    .update();
            assertRefused(() -> open("two"), FailureCode.BATCH_ALREADY_RUNNING, "another version");
        }

        assertRefused(() -> own("one"), FailureCode.STORE_UNUSABLE, "schema");
        assertRefused(() -> open("one"), FailureCode.STORE_UNUSABLE, "schema");
    }

    @Test
    void saysWhyTheServerCannotBeUsed() {
        assertRefused(
                () -> PostgresStore.open(home("one"), at("localhost:1", "x"), TestStores.password()),
                FailureCode.STORE_UNUSABLE,
                "database x at localhost:1: no connection");
        assertRefused(
                () -> PostgresStore.own(home("one"), at("db.nowhere.invalid:5432", "x"), TestStores.password()),
                FailureCode.STORE_UNUSABLE,
                "the host is unknown");
        assertRefused(
                () -> PostgresStore.open(home("one"), at(database.hosts(), "nosuch"), TestStores.password()),
                FailureCode.STORE_UNUSABLE,
                "no such database");
    }

    @Test
    void aWrongPasswordIsRefusedAndNotShown() {
        TestStores.sql("CREATE ROLE guest LOGIN PASSWORD 'right'");
        StoreSettings guest = new StoreSettings(database.url(), "guest", SecretReference.none(), "");

        assertThatThrownBy(
                        () -> PostgresStore.open(home("one"), guest, wrongly()).close())
                .hasMessageContaining("the login of guest is refused: password authentication failed")
                .satisfies(
                        e -> assertThat(stackTrace(e)).contains("PSQLException").doesNotContain("hunter2-canary"));
        assertThatThrownBy(() ->
                        PostgresStore.open(home("one"), guest, Secret.of("")).close())
                .hasMessageContaining("refused");
        assertRefused(
                () -> PostgresStore.open(home("one"), guest, Secret.of("right")),
                FailureCode.STORE_UNUSABLE,
                "localhost:" + port() + ": permission denied");
    }

    private String port() {
        return database.hosts().replaceFirst(".*:", "");
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Instant begin = Instant.now();
            assertRefused(
                    () -> PostgresStore.open(
                            home("one"),
                            at("localhost:" + silent.getLocalPort(), "x?loginTimeout=2"),
                            TestStores.password()),
                    FailureCode.STORE_UNUSABLE,
                    "timed out");
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(6));
        }
    }

    @Test
    void aServerThatMayOnlyBeReadIsRefused() {
        TestStores.sql(
                "ALTER DATABASE " + database.url().replaceFirst(".*/", "") + " SET default_transaction_read_only = on");

        assertRefused(() -> open("one"), FailureCode.STORE_UNUSABLE, "can only be read");
    }

    @ParameterizedTest
    @CsvSource({
        "53100, STORE_UNUSABLE",
        "25006, STORE_UNUSABLE",
        "57014, STORE_UNUSABLE",
        "57P01, STORE_UNUSABLE",
        "08006, STORE_UNUSABLE",
        "XX001, STORE_DAMAGED"
    })
    void whatTheServerSaysIsNoDefect(String state, FailureCode code) {
        RuntimeException thrown = new UncategorizedSQLException("task", "sql", new SQLException("words", state));

        assertThat(new PostgresFailures(database).explained(thrown))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void aBrokenRuleIsADefect() {
        RuntimeException thrown = new DataIntegrityViolationException("x", new SQLException("words", "23502"));

        assertThat(new PostgresFailures(database).explained(thrown)).isSameAs(thrown);
    }

    @Test
    void aLineThatLeavesTheMachineIsVerified() throws IOException {
        assertThat(new PostgresLogin(at("db.example.test:5432", "x"), wrongly())
                        .source()
                        .getSslMode())
                .isEqualTo("verify-full");
        assertThat(new PostgresLogin(at("db.example.test", "x?sslmode=require"), wrongly())
                        .source()
                        .getSslMode())
                .isEqualTo("require");
        assertThat(new PostgresLogin(at("127.0.0.1:5432", "x"), wrongly())
                        .source()
                        .getSslMode())
                .isNull();
        Path ca = Files.writeString(folder.resolve("ca.pem"), "");
        assertThat(new PostgresLogin(
                                new StoreSettings(
                                        "jdbc:postgresql://db.example.test/x",
                                        "u",
                                        SecretReference.none(),
                                        ca.toString()),
                                wrongly())
                        .source()
                        .getSslRootCert())
                .isEqualTo(ca.toString());
    }

    private static Secret wrongly() {
        return Secret.of("hunter2-canary");
    }

    private static StoreSettings at(String hosts, String name) {
        return new StoreSettings("jdbc:postgresql://" + hosts + "/" + name, "postgres", SecretReference.none(), "");
    }

    private Store own(String home) {
        return PostgresStore.own(home(home), database, TestStores.password());
    }

    private Store open(String home) {
        return PostgresStore.open(home(home), database, TestStores.password());
    }

    private HomeFolder home(String name) {
        return new HomeFolder(folder.resolve(name));
    }

    private static void assertRefused(ThrowingCallable attempt, FailureCode code, String words) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static void write(Store store, String text) {
        JdbcClient client = JdbcClient.create(store.dataSource());
        client.sql("DELETE FROM STORED_SECRET").update();
        client.sql("INSERT INTO STORED_SECRET VALUES ('name', :text)")
                .param("text", text)
                .update();
    }

    private static String read(Store store) {
        return JdbcClient.create(store.dataSource())
                .sql("SELECT SEALED FROM STORED_SECRET")
                .query(String.class)
                .optional()
                .orElse("");
    }
}
