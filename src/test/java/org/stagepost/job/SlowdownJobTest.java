package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.mailbox.WireTap;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Origin;

/** Servers that ask for a pause, and connections that break; time passes only while mailboxes wait. */
@Timeout(120)
class SlowdownJobTest {
    private static final String HEADER = "EmailAddress,UserName,Password";
    private static final String OLD = "imap://old.example.test:993";
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private JobWorld world;

    @BeforeEach
    void open(@TempDir Path folder) {
        world = new JobWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void onePauseForAllMailboxesAndThenFewerAtATime() throws IOException {
        Path job = wave(8);
        AtomicInteger calls = new AtomicInteger();
        tapSources(call -> calls.incrementAndGet() == 60, throttled(FIVE_MINUTES));

        RunResult result = world.run(job);

        assertThat(result.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertCopied(8);
        assertThat(result.message()).contains("Note: " + OLD + " asked for a slower pace once, mailboxes waited 5 min");
        assertThat(Files.readString(result.reports().resolve("report.json"))).contains("asked for a slower pace once");
        assertThat(world.time.passed()).isGreaterThanOrEqualTo(FIVE_MINUTES);
    }

    @Test
    void aServerThatOnlyWantsPausesIsGivenUpAfterHours() {
        Path job = wave(3);
        world.servers.atOpening(() -> {
            throw throttled(Duration.ZERO);
        });

        RunResult result = world.run(job);

        assertThat(result.exitCode()).isEqualTo(ExitCode.BATCH_FAILED);
        assertThat(result.message()).contains("nothing went through for 4 hours", "Restart later");
        assertThat(world.time.passed()).isGreaterThanOrEqualTo(Duration.ofHours(4));
        assertThat(world.users()).isEqualTo("{u1=QUEUED, u2=QUEUED, u3=QUEUED}");

        world.servers.atOpening(() -> {});
        assertThat(world.restart().exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertCopied(3);
    }

    @Test
    void aStopEndsThePause() {
        Path job = wave(2);
        world.servers.atOpening(() -> {
            world.runner.stop();
            throw throttled(FIVE_MINUTES);
        });

        RunResult result = world.run(job);

        assertThat(result.exitCode()).isEqualTo(ExitCode.STOPPED);
        assertThat(world.time.passed()).isLessThan(Duration.ofSeconds(1));
        assertThat(world.users()).isEqualTo("{u1=STOPPED, u2=STOPPED}");
    }

    @Test
    void aUserWhomTheServerSlowsDownFailsAloneAfterAnHour() {
        Path job = wave(3);
        world.servers
                .source("u2")
                .tappedBy(throwing(
                        call -> true,
                        new MigrationException(
                                FailureCode.MAILBOX_THROTTLED,
                                OLD + ": NO [OVERQUOTA] Account exceeded command or bandwidth limits.",
                                null,
                                new Origin(OLD))));

        RunResult result = world.run(job);

        assertThat(result.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(world.users()).isEqualTo("{u1=SYNCED, u2=FAILED, u3=SYNCED}");
        assertThat(world.time.passed()).isBetween(Duration.ofHours(1), Duration.ofHours(3));
        assertThat(result.message()).doesNotContain("slower pace");
    }

    @Test
    void aConnectionThatBreaksAfterEachFewItemsBringsThemAllThrough() {
        Path job = wave(1);
        world.seed("u1", 60);
        AtomicInteger reads = new AtomicInteger();
        world.servers
                .source("u1")
                .tappedBy(throwing(
                        call -> call.startsWith("read") && reads.incrementAndGet() % 7 == 0,
                        new MigrationException(FailureCode.ENDPOINT_UNREACHABLE, OLD + ": connection failed")));

        assertThat(world.run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertCopied(1);
    }

    @Test
    void whatWasAlteredBeforeABreakIsToldAtTheEnd() {
        Path job = wave(1);
        world.servers
                .source("u1")
                .deliver(
                        FolderPath.INBOX,
                        MemoryItem.of("Subject: bare\n\nx\n", Instant.parse("2020-05-01T10:00:00Z"), Marks.NONE));
        AtomicInteger lists = new AtomicInteger();
        world.servers
                .source("u1")
                .tappedBy(throwing(
                        call -> call.startsWith("list Work") && lists.incrementAndGet() == 1,
                        new MigrationException(FailureCode.ENDPOINT_UNREACHABLE, OLD + ": connection failed")));

        RunResult result = world.run(job);

        assertThat(result.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(lists.get()).isGreaterThan(1);
        assertThat(result.message()).contains("1 item with adjusted line ends");
    }

    @Test
    void anItemThatBreaksEveryConnectionDoesNotHoldTheOthersUp() {
        Path job = wave(3);
        world.servers
                .source("u2")
                .tappedBy(throwing(
                        call -> call.startsWith("read INBOX"),
                        new MigrationException(FailureCode.ENDPOINT_UNREACHABLE, OLD + ": connection failed")));

        RunResult result = world.run(job);

        assertThat(result.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(world.users()).isEqualTo("{u1=SYNCED, u2=FAILED, u3=SYNCED}");
        assertThat(result.report().users().get(1).failure().orElseThrow().code())
                .isEqualTo(FailureCode.CONNECTION_LOST);
    }

    private Path wave(int users) {
        List<String> lines = IntStream.rangeClosed(1, users)
                .mapToObj(i -> "u" + i + "@example.test,u" + i + ",canary")
                .collect(Collectors.toList());
        IntStream.rangeClosed(1, users).forEach(i -> world.seed("u" + i, 10));
        lines.add(0, HEADER);
        world.csv(lines.toArray(String[]::new));
        return world.imapJob();
    }

    private void tapSources(Predicate<String> when, MigrationException failure) {
        world.servers.sources.values().forEach(mailbox -> mailbox.tappedBy(throwing(when, failure)));
    }

    private static WireTap throwing(Predicate<String> when, MigrationException failure) {
        return new WireTap() {
            @Override
            public void before(String call) {
                if (when.test(call)) {
                    throw failure;
                }
            }
        };
    }

    private static MigrationException throttled(Duration pause) {
        return new MigrationException(
                FailureCode.ENDPOINT_THROTTLED, OLD + ": NO Request is throttled.", null, new Origin(OLD, pause));
    }

    private void assertCopied(int users) {
        IntStream.rangeClosed(1, users)
                .forEach(i -> assertThat(JobWorld.contents(world.servers.target("u" + i + "@example.test")))
                        .isEqualTo(JobWorld.contents(world.servers.source("u" + i))));
    }
}
