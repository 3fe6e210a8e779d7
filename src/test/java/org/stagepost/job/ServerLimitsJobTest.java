package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.UserId;

/** Batches at servers that allow so much a second, or a day. */
@Timeout(120)
class ServerLimitsJobTest {
    private static final String[] USERS = {
        "EmailAddress,UserName,Password", "ann@example.test,ann,pw", "bob@example.test,bob,pw"
    };

    private JobWorld world;

    @BeforeEach
    void open(@TempDir Path folder) {
        world = new JobWorld(folder);
        world.csv(USERS);
        world.seed("ann", 30);
        world.seed("bob", 1);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aRunForgetsTheDaysOfLongAgo() {
        world.run(job("maxDownloadPerDay: 1 GB"));
        String days = "SELECT COUNT(*) FROM MAILBOX_DAY";
        assertThat(world.sql.sql(days).query(Integer.class).single()).isPositive();

        world.daysPass(8);
        world.run(job("maxDownloadPerDay: 1 GB"));

        assertThat(world.sql.sql(days).query(Integer.class).single()).isZero();
    }

    @Test
    @Tag("store")
    void whoHasReachedTheDailyLimitWaitsAndTheOthersGoOn() {
        RunResult result = world.run(job("maxDownloadPerDay: 1 KB"));

        assertThat(result.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=QUEUED, bob=SYNCED}");
        assertThat(result.message()).contains("1 of 2 users are synced, 1 wait for their time");
        assertThat(copied("ann")).isPositive().isLessThan(60);
        Instant until = ann().restsUntil().orElseThrow();
        assertThat(Duration.between(Instant.now(), until)).isBetween(Duration.ofHours(23), Duration.ofHours(24));
        BatchView view = world.queries.find(JobWorld.BATCH).orElseThrow();
        assertThat(view.status()).isEqualTo(BatchStatus.SYNCED);
        assertThat(view.nextTime()).contains(until);
        assertThat(view.message())
                .contains("Users that have reached the daily limit of their mail servers: 1; the next goes on at 20");
    }

    @Test
    void aRunBeforeTheDayIsOverLeavesTheUserAlone() {
        Path job = job("maxDownloadPerDay: 1 KB");
        world.run(job);
        long before = copied("ann");

        world.reopened().run(job);

        assertThat(world.users()).isEqualTo("{ann=QUEUED, bob=INCREMENTAL_SYNCED}");
        assertThat(copied("ann")).isEqualTo(before);
    }

    @Test
    void theNextDayTheUserGoesOn() {
        Path job = job("maxDownloadPerDay: 1 KB");
        world.run(job);
        long first = copied("ann");

        aDayPasses();
        world.reopened().run(job);

        assertThat(copied("ann")).isGreaterThan(first);
        for (int day = 0; day < 10 && ann().status() == MigrationUserStatus.QUEUED; day++) {
            aDayPasses();
            world.run(job);
        }
        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=INCREMENTAL_SYNCED}");
        assertThat(copied("ann")).isEqualTo(60);
        assertThat(ann().restsUntil()).isEmpty();
    }

    @Test
    void aRaisedLimitLetsTheUserGoOnWithTheNextRun() {
        world.run(job("maxDownloadPerDay: 1 KB"));

        RunResult result = world.run(job("maxDownloadPerDay: 1 GB"));

        assertThat(result.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=INCREMENTAL_SYNCED}");
        assertThat(copied("ann")).isEqualTo(60);
    }

    @Test
    void aRunThatSomebodyWaitsForGoesOnByItself() {
        List<String> said = new ArrayList<>();

        RunResult result = world.runner.run(job("maxDownloadPerDay: 1 KB"), new SilentListener() {
            @Override
            public boolean isAwaited() {
                return true;
            }

            @Override
            public void userEnded(UserId id, EmailAddress address, MigrationUserStatus status, String message) {
                if (!message.isEmpty()) {
                    said.add(message);
                }
            }

            @Override
            public void waiting(Instant until) {
                aDayPasses();
            }
        });

        assertThat(result.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=INCREMENTAL_SYNCED}");
        assertThat(copied("ann")).isEqualTo(60);
        assertThat(said)
                .isNotEmpty()
                .allMatch(message -> message.startsWith("daily limit of its mail servers reached, goes on at 20"));
    }

    @Test
    void aStopEndsTheWaitForTheNextDay() {
        RunResult result = world.runner.run(job("maxDownloadPerDay: 1 KB"), new SilentListener() {
            @Override
            public boolean isAwaited() {
                return true;
            }

            @Override
            public void waiting(Instant until) {
                world.runner.stop(JobWorld.BATCH);
            }
        });

        assertThat(result.exitCode()).isEqualTo(ExitCode.STOPPED);
        assertThat(result.message()).contains("was stopped while users waited");
        assertThat(world.users()).isEqualTo("{ann=QUEUED, bob=SYNCED}");
    }

    @Test
    void theLastPassWaitsForThoseWhoRest() {
        Path job = job("maxDownloadPerDay: 1 KB");
        world.runner.run(job("maxDownloadPerDay: 1 GB"), new SilentListener());
        world.seed("ann", 30);
        job("maxDownloadPerDay: 1 KB");

        RunResult resting = world.complete();

        assertThat(resting.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(world.users()).isEqualTo("{ann=QUEUED, bob=COMPLETED}");
        for (int day = 0; day < 20 && ann().status() == MigrationUserStatus.QUEUED; day++) {
            aDayPasses();
            world.run(job);
        }
        assertThat(world.users()).isEqualTo("{ann=COMPLETED, bob=COMPLETED}");
    }

    @Test
    void aRateIsKeptByAllMailboxesTogether() {
        RunResult result = world.run(job("maxMessagesPerSecond: 2"));

        assertThat(result.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(copied("ann") + copied("bob")).isEqualTo(62);
        assertThat(62.0 / world.time.passed().toSeconds()).isBetween(0.5, 2.4);
    }

    @Test
    void quietHoursAreToldAndWaitedFor() {
        List<String> said = new ArrayList<>();
        // the gates' clock begins at noon
        world.runner.run(job("quietHours: ['11:00-14:00 UTC']"), new SilentListener() {
            @Override
            public void slowedDown(String what) {
                said.add(what);
            }
        });

        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=SYNCED}");
        assertThat(world.time.passed()).isGreaterThanOrEqualTo(Duration.ofHours(2));
        assertThat(said)
                .containsExactly("Quiet hours of endpoint old-mail: nothing is copied until 2026-06-01T14:00:00Z.");
    }

    @Test
    void foldersThatTheEndpointLeavesOutStayBehind() {
        world.run(job("excludeFolders: ['Work/*']"));

        assertThat(copied("ann")).isEqualTo(30);
    }

    private Path job(String limit) {
        return world.write("wave-1.yml", """
                name: wave-1
                type: imap
                csv: users.csv
                source: { endpoint: old-mail }
                target: { endpoint: new-mail }
                endpoints:
                  - { name: old-mail, kind: imap, host: old.example.test, login: { as: user }, %s }
                  - { name: new-mail, kind: imap, host: new.example.test, login: { as: admin, user: boss, password: "file:secret" } }
                """.formatted(limit));
    }

    private MigrationUser ann() {
        return world.ledger.users(JobWorld.BATCH).get(0);
    }

    private long copied(String user) {
        return JobWorld.contents(world.servers.target(user.toLowerCase(Locale.ROOT) + "@example.test"))
                .size();
    }

    private void aDayPasses() {
        world.daysPass(1);
    }
}
