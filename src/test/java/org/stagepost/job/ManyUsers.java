package org.stagepost.job;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.model.FolderPath;

/**
 * A batch of many users with one small message each, between mailboxes in memory: what the job, the ledgers and the
 * durable store cost. Run it by hand with -Xmx256m and the launcher's options; prints how long the run took, a restart
 * with one user that had failed, and {@code batch show}'s query. Arguments: users, and steps of old runs that are there
 * before, which needs {@code -Dstore=postgresql}.
 */
final class ManyUsers {
    private static final int USUALLY = 10_000;

    private ManyUsers() {}

    public static void main(String[] arguments) throws IOException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME))
                .setLevel(Level.ERROR); // as quiet as a run's console
        int users = arguments.length > 0 ? Integer.parseInt(arguments[0]) : USUALLY;
        int oldSteps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        System.setProperty("store.durable", "true");
        Path folder = Files.createTempDirectory("many-users");
        try (JobWorld world = new JobWorld(folder)) {
            seed(world, users);
            if (oldSteps > 0) {
                remember(world, oldSteps);
            }
            Path job = world.imapJob("secondConnectionFrom: never");
            write(world, users, "wrong");
            timed("first run, one user fails", () -> world.run(job));
            write(world, users, "right");
            timed("restart of that one", world::restart);
            timed("the next pass, nothing changed", () -> world.run(job));
            Instant begin = Instant.now();
            String status =
                    world.queries.find(JobWorld.BATCH).orElseThrow().status().word();
            System.out.printf(
                    "batch show: %s, %d ms; heap in use %d MB%n",
                    status, Duration.between(begin, Instant.now()).toMillis(), heapInUse());
        } finally {
            delete(folder);
        }
        System.exit(0);
    }

    private static void seed(JobWorld world, int users) {
        for (int user = 0; user < users; user++) {
            world.servers
                    .source("user" + user)
                    .deliver(
                            FolderPath.INBOX,
                            MemoryItem.of(
                                    "Subject: one\r\n\r\nbody\r\n", Instant.parse("2020-05-01T10:00:00Z"), Marks.NONE));
        }
    }

    /** In runs of ten thousand users each. */
    private static void remember(JobWorld world, int oldSteps) {
        Instant begin = Instant.now();
        int runs = Math.max(1, oldSteps / USUALLY);
        world.sql.sql("""
                WITH old AS (INSERT INTO BATCH_JOB_INSTANCE
                        SELECT NEXTVAL('BATCH_JOB_INSTANCE_SEQ'), 0, 'old', 'key ' || n FROM GENERATE_SERIES(1, :runs) n
                        RETURNING JOB_INSTANCE_ID)
                INSERT INTO BATCH_JOB_EXECUTION SELECT NEXTVAL('BATCH_JOB_EXECUTION_SEQ'), 2, JOB_INSTANCE_ID,
                    TIMESTAMP '2026-01-01', TIMESTAMP '2026-01-01', TIMESTAMP '2026-01-02', 'COMPLETED', 'COMPLETED', '',
                    TIMESTAMP '2026-01-02' FROM old""").param("runs", runs).update();
        world.sql.sql("""
                INSERT INTO BATCH_STEP_EXECUTION SELECT NEXTVAL('BATCH_STEP_EXECUTION_SEQ'), 2, 'initialSync:user-' || n,
                    JOB_EXECUTION_ID, TIMESTAMP '2026-01-01', TIMESTAMP '2026-01-01', TIMESTAMP '2026-01-02', 'COMPLETED',
                    1, 1, 0, 1, 0, 0, 0, 0, 'COMPLETED', '', TIMESTAMP '2026-01-02'
                FROM BATCH_JOB_EXECUTION, GENERATE_SERIES(1, :each) n""").param("each", oldSteps / runs).update();
        world.sql.sql("""
                INSERT INTO BATCH_STEP_EXECUTION_CONTEXT SELECT STEP_EXECUTION_ID, '{}', NULL FROM BATCH_STEP_EXECUTION""").update();
        System.out.printf(
                "%d steps of old runs: %d s%n",
                oldSteps, Duration.between(begin, Instant.now()).toSeconds());
    }

    private static void write(JobWorld world, int users, String passwordOfTheLast) {
        List<String> rows = new ArrayList<>(List.of("EmailAddress,UserName,Password"));
        for (int user = 0; user < users; user++) {
            String password = user == users - 1 ? passwordOfTheLast : "right";
            rows.add("user" + user + "@example.test,user" + user + "," + password);
        }
        world.csv(rows.toArray(String[]::new));
    }

    private static void timed(String what, Supplier<RunResult> run) {
        Instant begin = Instant.now();
        RunResult result = run.get();
        System.out.printf(
                "%s: %.1f s, %s, heap in use %d MB%n",
                what, Duration.between(begin, Instant.now()).toMillis() / 1000.0, result.exitCode(), heapInUse());
    }

    private static long heapInUse() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
