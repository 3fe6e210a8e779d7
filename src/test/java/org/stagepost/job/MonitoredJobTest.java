package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.mailbox.ServerTraffic;
import org.stagepost.migration.BatchStatus;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.UserId;
import org.stagepost.monitoring.Monitor;
import org.stagepost.monitoring.WebhookState;

/** What those see of a run who watch it from outside. */
@Tag("store")
class MonitoredJobTest {
    private static final ServerTraffic SERVER =
            new ServerTraffic("imap://imap.example.test:993", 1, 1, Duration.ofSeconds(1));

    private final List<StatusChange> changes = new CopyOnWriteArrayList<>();
    private JobWorld world;

    @BeforeEach
    void open(@TempDir Path folder) {
        world = new JobWorld(folder);
        world.statuses = changes::add;
        world.seed("ann", 12);
        world.seed("bob", 3);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void metricsCountWhatTheRunDid() throws IOException, InterruptedException {
        world.csv("EmailAddress,UserName,Password", "ann@example.test,ann,canary-ann", "bob@example.test,bob,wrong");
        try (Monitor monitor = Monitor.open(
                0,
                new Monitor.Watched(
                        world.queries::uncounted,
                        world.queries::list,
                        () -> true,
                        Optional::empty,
                        () -> List.of(SERVER),
                        WebhookState.UP),
                Clock.systemUTC())) {
            RunResult result =
                    world.runner.run(world.imapJob(), monitor.heard(JobWorld.BATCH, new LoggedRun(JobWorld.BATCH)));

            assertThat(result.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
            String metrics = get(monitor.address() + "/metrics");
            assertThat(metrics.lines())
                    .contains(
                            "stagepost_items_total{batch=\"wave-1\",side=\"source\"} 24.0",
                            "stagepost_items_total{batch=\"wave-1\",side=\"target\"} 24.0",
                            "stagepost_failures_total{batch=\"wave-1\",code=\"CREDENTIALS_REFUSED\",what=\"user\"} 1.0",
                            "stagepost_active_mailboxes{batch=\"wave-1\"} 0.0",
                            "stagepost_users{batch=\"wave-1\",state=\"synced\"} 1.0",
                            "stagepost_users{batch=\"wave-1\",state=\"failed\"} 1.0",
                            "stagepost_users{batch=\"wave-1\",state=\"queued\"} 0.0",
                            "stagepost_batch_status{batch=\"wave-1\",status=\"SyncedWithErrors\"} 1.0");
            assertThat(value(metrics, "stagepost_bytes_total{batch=\"wave-1\",side=\"source\"}"))
                    .isPositive();
            assertThat(value(metrics, "stagepost_slice_seconds_count{batch=\"wave-1\"}"))
                    .isPositive();
            assertThat(value(metrics, "stagepost_slice_seconds_bucket{batch=\"wave-1\",le=\"+Inf\"}"))
                    .isPositive();
            assertThat(value(metrics, "stagepost_copy_seconds_total{batch=\"wave-1\",spent=\"own\"}"))
                    .isPositive();
            assertThat(metrics).doesNotContain("canary").doesNotContain("ann").doesNotContain("old.example.test\"");

            assertThat(namesOf(metrics)).isEqualTo(namesOf(JobWorld.text(Path.of("src/docs/monitoring.md"))));

            world.batches.remove(JobWorld.BATCH);
            assertThat(get(monitor.address() + "/metrics")).doesNotContain("wave-1");
        }
    }

    @Test
    void everyChangeOfTheStatusIsToldOnce() {
        world.csv("EmailAddress,UserName,Password", "ann@example.test,ann,canary-ann", "bob@example.test,bob,wrong");
        world.run(world.imapJob());

        assertThat(steps()).containsExactly("Created>Syncing", "Syncing>SyncedWithErrors");
        assertThat(changes.get(1).users().synced()).isEqualTo(1);
        assertThat(changes.get(1).users().failed()).isEqualTo(1);

        changes.clear();
        world.csv(
                "EmailAddress,UserName,Password", "ann@example.test,ann,canary-ann", "bob@example.test,bob,canary-bob");
        world.restart();

        assertThat(steps()).containsExactly("SyncedWithErrors>Syncing", "Syncing>Synced");

        changes.clear();
        world.complete();

        assertThat(steps()).containsExactly("Synced>Completing", "Completing>Completed");
    }

    @Test
    void aStopIsToldTwice() {
        world.csv("EmailAddress,UserName,Password", "ann@example.test,ann,canary-ann");
        RunListener stopping = new SilentListener() {
            @Override
            public void userStarted(UserId id, EmailAddress address) {
                world.runner.stop(new BatchName("wave-1"));
            }
        };
        world.runner.run(world.imapJob(), stopping);

        assertThat(steps()).containsExactly("Created>Syncing", "Syncing>Stopping", "Stopping>Stopped");
    }

    @Test
    void whoCannotBeToldKeepsNoBatchFromRunning() {
        world.statuses = change -> {
            throw new IllegalStateException("out of order");
        };
        world.csv("EmailAddress,UserName,Password", "ann@example.test,ann,canary-ann");

        assertThat(world.run(world.imapJob()).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.queries.find(JobWorld.BATCH).orElseThrow().status()).isEqualTo(BatchStatus.SYNCED);
    }

    private List<String> steps() {
        return changes.stream()
                .map(change -> change.from().word() + ">" + change.to().word())
                .toList();
    }

    /** Of metrics of ours, without what Prometheus adds to the name of a histogram. */
    private static Set<String> namesOf(String text) {
        return Pattern.compile("\\bstagepost_[a-z_]+\\b")
                .matcher(text)
                .results()
                .map(name -> name.group().replaceFirst("_seconds_(bucket|count|sum|max)$", "_seconds"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static String get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
