package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.Schedules;
import org.stagepost.model.BatchName;

/** A batch that is synced, looked at every minute of two weeks. */
class TimetableTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<BatchName, Schedules.Next> stored = new HashMap<>();
    private Instant now = Instant.EPOCH;
    private final Timetable timetable = timetable();
    private @Nullable BatchView seen;
    private boolean runs;
    private int counts;
    private JobWorld world;

    @BeforeEach
    void aBatch(@TempDir Path folder) {
        world = new JobWorld(folder);
        world.seed("ann", 1);
        world.csv("EmailAddress,UserName,Password", "ann@example.test,ann,x");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aScheduledBatchRunsOnceANightAlsoWhenTheClocksChange() {
        world.run(job("schedule: '0 30 2 * * *'", "zone: Europe/Berlin"));

        assertThat(runs("2027-03-26T12:00:00Z", "2027-03-30T12:00:00Z", any -> true))
                .containsExactly(
                        "2027-03-27T01:30:00Z", "2027-03-28T01:30:00Z", "2027-03-29T00:30:00Z", "2027-03-30T00:30:00Z");
        assertThat(runs("2027-10-29T12:00:00Z", "2027-11-02T12:00:00Z", any -> true))
                .containsExactly(
                        "2027-10-29T12:00:00Z", // missed since March, once
                        "2027-10-30T00:30:00Z",
                        "2027-10-31T00:30:00Z",
                        "2027-11-01T01:30:00Z",
                        "2027-11-02T01:30:00Z");
    }

    @Test
    void aWeekInWhichNobodyServesIsMadeUpForOnce() {
        world.run(job("schedule: '0 0 2 * * *'"));

        assertThat(runs(
                        "2027-01-01T00:00:00Z",
                        "2027-01-12T00:00:00Z",
                        notIn("2027-01-03T12:00:00Z", "2027-01-10T12:00:00Z")))
                .containsExactly(
                        "2027-01-01T02:00:00Z",
                        "2027-01-02T02:00:00Z",
                        "2027-01-03T02:00:00Z",
                        "2027-01-10T12:00:00Z",
                        "2027-01-11T02:00:00Z");
    }

    @Test
    void aWeekInWhichNobodyServesIsSkippedWhereTheJobFileSaysSo() {
        world.run(job("schedule: '0 0 2 * * *'", "misfire: skip"));

        assertThat(runs(
                        "2027-01-01T00:00:00Z",
                        "2027-01-12T00:00:00Z",
                        notIn("2027-01-03T12:00:00Z", "2027-01-10T12:00:00Z")))
                .containsExactly(
                        "2027-01-01T02:00:00Z", "2027-01-02T02:00:00Z", "2027-01-03T02:00:00Z", "2027-01-11T02:00:00Z");
    }

    @Test
    void aBatchWithoutAScheduleIsDueADayAfterItsLastSync() {
        world.run(job());
        Instant synced = view().lastSyncedTime().orElseThrow();

        now = synced.plus(Duration.ofHours(23));
        assertThat(isDue()).isFalse();
        now = synced.plus(Duration.ofHours(24));
        assertThat(isDue()).isTrue();
    }

    @Test
    void aBatchThatCannotBeStartedIsNotTriedEverySecond() {
        world.run(job());
        Instant synced = view().lastSyncedTime().orElseThrow();

        assertThat(runs(
                        synced.plus(Duration.ofHours(24)).toString(),
                        synced.plus(Duration.ofHours(25)).toString(),
                        any -> true))
                .hasSize(1);
    }

    @Test
    void aBatchThatNobodyStartedOrSomebodyStoppedIsNotDueByItself() {
        world.create(job());
        now = Instant.now().plus(Duration.ofDays(9));
        assertThat(isDue()).isFalse();
    }

    @Test
    void aBatchIsDueWhenTheTimeOfItsCompletionHasCome() {
        world.run(job("completeAfter: 2030-01-01T00:00:00Z", "incrementalEvery: 365d"));

        now = Instant.parse("2029-12-31T23:59:59Z");
        world.sql
                .sql("UPDATE MIGRATION_USER SET LAST_SYNCED = TIMESTAMP '2029-12-31 00:00:00+0:00'")
                .update();
        assertThat(isDue()).isFalse();
        now = Instant.parse("2030-01-01T00:00:00Z");
        assertThat(isDue()).isTrue();
    }

    @Test
    void whatRunsIsNotDueLetsItsTimePassByAndIsNotCounted() {
        world.run(job("schedule: '0 0 2 * * *'"));
        now = Instant.parse("2027-01-01T00:00:00Z");
        assertThat(isDue()).isFalse();
        int before = counts;

        runs = true;
        now = Instant.parse("2027-01-01T02:00:00Z");
        assertThat(isDue()).isFalse();
        assertThat(counts).isEqualTo(before);

        runs = false;
        now = Instant.parse("2027-01-01T02:01:00Z");
        assertThat(isDue()).isFalse();
        now = Instant.parse("2027-01-02T02:00:00Z");
        assertThat(isDue()).isTrue();
        assertThat(counts).isGreaterThan(before);
    }

    @Test
    void aUsersOwnTimeMakesItsBatchDueOnce() {
        Path job = job("incrementalEvery: 365d");
        world.run(job);
        world.csv("EmailAddress,UserName,Password", "ann@example.test,ann,x", "bob@example.test,bob,x");
        world.importOnly(job);
        Instant soon = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.HOURS);
        world.manageUsers.set(world.ledger.users(JobWorld.BATCH).get(1), Map.of("startAfter", soon.toString()));

        assertThat(runs(
                        soon.minus(Duration.ofDays(1)).toString(),
                        soon.plus(Duration.ofDays(3)).toString(),
                        any -> true))
                .containsExactly(soon.toString());
    }

    /** Times at which the batch is due, when somebody looks every minute at which {@code served} holds. */
    private List<String> runs(String from, String to, Predicate<Instant> served) {
        seen = view();
        JobFile jobFile = jobFile();
        List<String> runs = new ArrayList<>();
        for (now = Instant.parse(from); now.isBefore(Instant.parse(to)); now = now.plus(MINUTE)) {
            if (served.test(now) && timetable.isDue(seen.batch(), jobFile)) {
                runs.add(now.toString());
            }
        }
        return runs;
    }

    private static Predicate<Instant> notIn(String from, String to) {
        return time -> time.isBefore(Instant.parse(from)) || !time.isBefore(Instant.parse(to));
    }

    private boolean isDue() {
        seen = view();
        return timetable.isDue(seen.batch(), jobFile());
    }

    private Path job(String... keys) {
        return world.imapJob(keys);
    }

    private JobFile jobFile() {
        return world.manage.jobFile(world.manage.known(JobWorld.BATCH));
    }

    private BatchView view() {
        return world.queries.find(JobWorld.BATCH).orElseThrow();
    }

    private Optional<BatchView> counted(BatchName batch) {
        counts++;
        return Optional.ofNullable(seen);
    }

    private Timetable timetable() {
        Schedules schedules = new Schedules() {
            @Override
            public Optional<Next> find(BatchName batch) {
                return Optional.ofNullable(stored.get(batch));
            }

            @Override
            public void save(BatchName batch, Next next) {
                stored.put(batch, next);
            }
        };
        return new Timetable(schedules, this::counted, any -> runs, new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
    }
}
