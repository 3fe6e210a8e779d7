package org.stagepost.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.testing.PostgresServer;

/**
 * One manager and a hundred workers over a store and a broker, with many mailboxes and no mail servers: the manager is the
 * program itself in 512 MB, the workers only do what workers do to store and broker. No statement may become
 * slower with what has ended. How many: {@code campaign.mailboxes}, {@code campaign.workers}.
 */
@Tag("campaign")
@EnabledIfSystemProperty(named = "campaign.mailboxes", matches = "\\d+", disabledReason = "takes minutes")
class HundredWorkersIT {
    private static final int MAILBOXES = Integer.getInteger("campaign.mailboxes", 300);
    private static final int WORKERS = Integer.getInteger("campaign.workers", 4);
    private static final int AT_ONCE = 2;
    /** A CSV file has at most 50,000 rows. */
    private static final int BATCHES = 2;

    private static final int SLICE_MILLIS = Integer.getInteger("campaign.sliceMillis", 100);
    /** The rest of the process is about 120 MB. */
    private static final int HEAP_MEGABYTES = 340;

    private static final int MEMORY_MEGABYTES = 512;
    private static final int LOOK_MILLIS = 1000;
    private static final String EXECUTIONS = "SELECT COUNT(*) FROM BATCH_JOB_EXECUTION";
    private static final String ENDED = " WHERE END_TIME IS NOT NULL";
    private static final int MOST_ROWS = 40;
    /** The workers' statements are a thousand for each of the manager's, whose tails want all of them. */
    private static final String ALL_LOGGED = "options=-c%20log_statement_sample_rate=1";
    /** What a busy machine may add to the slowest of a hundred, and to the usual one. */
    private static final double NOISE_MILLIS = 5;

    private static final double MEDIAN_NOISE_MILLIS = 1;

    private final Map<String, String> environment = new HashMap<>(BatchFiles.ENVIRONMENT);

    @Test
    void noStatementBecomesSlowerWithWhatHasEndedAndTheManagerNeedsLittleMemory(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path log = Files.createDirectory(folder.resolve("log"));
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path garbage = folder.resolve("gc.log");
        int port = PostgresServer.freePort();
        try (PostgresServer postgres = PostgresServer.start(folder.resolve("postgres"), config(log));
                JavaProcess broker = JavaProcess.start(
                                BrokerMain.class,
                                Map.of(BrokerMain.PASSWORD, "hunter2-canary"),
                                List.of("-Xmx512m"),
                                folder.resolve("broker").toString(),
                                String.valueOf(port))
                        .until(BrokerMain.READY)) {
            environment(postgres, port);
            StagepostProcess manager = manager(folder, garbage);
            long begin = System.nanoTime();
            for (int batch = 1; batch <= BATCHES; batch++) {
                handOver(folder, batch, postgres);
            }
            try (JavaProcess workers = JavaProcess.start(
                    SimulatedWorkers.class,
                    Map.of(BrokerMain.PASSWORD, "hunter2-canary"),
                    List.of("-Xmx2g"),
                    folder.toString(),
                    postgres.settings().url(),
                    "tcp://127.0.0.1:" + port,
                    String.valueOf(WORKERS),
                    String.valueOf(AT_ONCE),
                    String.valueOf(SLICE_MILLIS),
                    System.getProperty("stagepost.jar", "target/stagepost.jar"))) {
                Watch watch = watch(manager, postgres);

                Duration took = Duration.ofNanos(System.nanoTime() - begin);
                System.out.println(watch.timeline());
                assertThat(postgres.ask("SELECT COUNT(*) FROM MIGRATION_USER WHERE USER_STATUS = 'SYNCED'"))
                        .as(manager.output())
                        .isEqualTo(String.valueOf(MAILBOXES));
                manager.terminate();
                assertThat(manager.exitCode()).as(manager.output()).isZero();
                assertThat(workers.output()).doesNotContain("lost");
                report(postgres, watch, took, garbage, StatementLog.read(only(log)));
            } finally {
                manager.kill();
            }
        }
    }

    /** With as much memory as a small machine gives, and a log of its collections. */
    private StagepostProcess manager(Path folder, Path garbage) throws InterruptedException {
        Map<String, String> own = new HashMap<>(environment);
        own.merge("STAGEPOST_DATASOURCE_URL", ALL_LOGGED, (url, all) -> url + (url.contains("?") ? "&" : "?") + all);
        own.put("STAGEPOST_JAVA_OPTS", "-Xmx" + HEAP_MEGABYTES + "m -Xlog:gc:file=" + garbage);
        StagepostProcess manager = start(folder, own, "serve");
        while (manager.isAlive()
                && start(folder, environment, "serve", "--status").exitCode() != 0) {
            Thread.sleep(LOOK_MILLIS);
        }
        return manager;
    }

    /** Whoever asked for the batch goes away: to look on costs the store, too. */
    private void handOver(Path folder, int batch, PostgresServer postgres) throws InterruptedException {
        StagepostProcess asking =
                start(folder, environment, "run", job(folder, batch).toString(), "--quiet");
        while (asking.isAlive() && !postgres.ask(EXECUTIONS).equals(String.valueOf(batch))) {
            Thread.sleep(LOOK_MILLIS);
        }
        asking.kill();
    }

    private static StagepostProcess start(Path folder, Map<String, String> environment, String... arguments) {
        return StagepostProcess.start(
                environment,
                Stream.concat(
                                Stream.of(arguments),
                                Stream.of("--home", folder.resolve("home").toString()))
                        .toArray(String[]::new));
    }

    /** What was seen while the manager lived. */
    private record Watch(long residentKilobytes, int connections, String timeline) {}

    private static Watch watch(StagepostProcess manager, PostgresServer postgres) throws InterruptedException {
        long resident = 0;
        int connections = 0;
        StringBuilder timeline = new StringBuilder();
        for (int look = 0;
                manager.isAlive() && !postgres.ask(EXECUTIONS + ENDED).equals(String.valueOf(BATCHES));
                look++) {
            resident = Math.max(resident, manager.residentKilobytes());
            if (look % 10 == 0) {
                connections =
                        Math.max(connections, Integer.parseInt(postgres.ask("SELECT COUNT(*) FROM pg_stat_activity")));
                timeline.append(look).append(" s: ").append(standing(postgres)).append('\n');
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return new Watch(resident, connections, timeline.toString());
    }

    private static String standing(PostgresServer postgres) {
        return postgres.ask("SELECT (SELECT COUNT(*) FROM MIGRATION_USER) || ' users, '"
                + " || (SELECT COUNT(*) FROM MIGRATION_USER WHERE USER_STATUS = 'SYNCED') || ' synced, '"
                + " || (SELECT COUNT(*) FROM PARTITION_LEASE) || ' partitions on the board, '"
                + " || (SELECT COUNT(*) FROM PARTITION_LEASE WHERE STATE = 'TAKEN') || ' taken'");
    }

    private static void report(
            PostgresServer postgres, Watch watch, Duration took, Path garbage, StatementLog statements)
            throws IOException {
        System.out.println("statement: sampled, and its time | at 10 %: p50 p95 p99 ms | at 50 % | at 90 %");
        System.out.println(statements.table(MOST_ROWS));
        System.out.println(postgres.ask("""
                SELECT STRING_AGG(LINE, E'\\n') FROM (SELECT calls || ' calls, ' || ROUND(total_exec_time::numeric) || ' ms: '
                    || LEFT(REGEXP_REPLACE(query, '\\s+', ' ', 'g'), 110) AS LINE
                FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT 30) AS TOP"""));
        long queries = Long.parseLong(postgres.ask("SELECT SUM(calls) FROM pg_stat_statements"));
        Campaigns.tell(
                "hundred workers: %d mailboxes by %d workers in %d s, %d statements a second; manager: heap of at most %d MB, after collections %d MB, resident %d MB; %d connections to the store"
                        .formatted(
                                MAILBOXES,
                                WORKERS,
                                took.toSeconds(),
                                queries / Math.max(1, took.toSeconds()),
                                HEAP_MEGABYTES,
                                GarbageLog.mostKept(garbage),
                                watch.residentKilobytes() / 1024,
                                watch.connections()));
        for (String statement : StatementLog.known()) {
            assertThat(statements.percentile(statement, 2, 50))
                    .as("median of %s at 90 %% of the mailboxes", statement)
                    .isLessThan(MEDIAN_NOISE_MILLIS + 2 * statements.percentile(statement, 0, 50));
            assertThat(statements.percentile(statement, 2, 95))
                    .as("p95 of %s at 90 %% of the mailboxes", statement)
                    .isLessThan(NOISE_MILLIS + 2 * statements.percentile(statement, 0, 95));
        }
        assertThat(watch.residentKilobytes() / 1024)
                .as("megabytes of the manager")
                .isLessThanOrEqualTo(MEMORY_MEGABYTES);
    }

    private static Map<String, String> config(Path log) {
        Map<String, String> config = new HashMap<>(Map.of(
                "max_connections", String.valueOf(50 + 11 * WORKERS),
                "shared_preload_libraries", "pg_stat_statements",
                "pg_stat_statements.track_planning", "on",
                "logging_collector", "on",
                "log_directory", log.toString(),
                "log_filename", "statements.log",
                "log_rotation_size", "0",
                "log_min_duration_sample", "0",
                "log_statement_sample_rate", MAILBOXES > 5000 ? "0.1" : "1"));
        config.putAll(Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on"));
        config.put("log_line_prefix", "");
        config.put("log_file_mode", "0644");
        return config;
    }

    private void environment(PostgresServer postgres, int port) {
        postgres.sql("CREATE EXTENSION pg_stat_statements");
        environment.putAll(Map.of(
                "STAGEPOST_DATASOURCE_URL",
                postgres.settings().url(),
                "STAGEPOST_DATASOURCE_USERNAME",
                postgres.settings().user(),
                "STAGEPOST_DATASOURCE_PASSWORD",
                "env:STORE_PASSWORD",
                "STORE_PASSWORD",
                postgres.password().reveal(),
                "STAGEPOST_BROKER_URL",
                "tcp://127.0.0.1:" + port,
                "STAGEPOST_BROKER_USER",
                BrokerMain.USER,
                "STAGEPOST_BROKER_PASSWORD",
                "env:" + BrokerMain.PASSWORD,
                BrokerMain.PASSWORD,
                "hunter2-canary",
                "STAGEPOST_KEY",
                Base64.getEncoder().encodeToString(new byte[32])));
    }

    private static Path job(Path folder, int batch) {
        String file = "users-" + batch + ".csv";
        String server = "kind: imap, host: 127.0.0.1, port: 9, security: none, allowPlaintext: true,"
                + " maxConcurrentMigrations: 1000, maxConnections: 1000, ";
        write(
                folder.resolve(file),
                "EmailAddress,UserName,Password\n"
                        + IntStream.rangeClosed(1, MAILBOXES / BATCHES)
                                .mapToObj(user -> "b%1$du%2$06d@example.test,b%1$du%2$06d,secret of b%1$du%2$06d\n"
                                        .formatted(batch, user))
                                .collect(Collectors.joining()));
        return write(
                folder.resolve("wave-" + batch + ".yml"),
                "name: wave-" + batch + "\ntype: imap\ncsv: " + file
                        + "\nsource: { endpoint: old-mail }\ntarget: { endpoint: new-mail }\n"
                        + "maxConcurrentMigrations: " + WORKERS * AT_ONCE / BATCHES + "\nendpoints:\n"
                        + "  - { name: old-mail, " + server + "login: { as: user } }\n"
                        + "  - { name: new-mail, " + server
                        + "login: { as: admin, style: master-user, user: master, password: \"env:MASTER_PASSWORD\" } }\n");
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path only(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
