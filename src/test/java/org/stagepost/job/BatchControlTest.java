package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.EndpointUses;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.ServiceConfig;
import org.stagepost.migration.jobfile.YamlJobFileReader;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.model.UserId;
import org.stagepost.sync.SkippedItem;

/** What an administrator does to a batch between its runs. */
@Tag("store")
class BatchControlTest {
    private static final String HEADER = "EmailAddress,UserName,Password";
    private static final String ANN = "ann@example.test,ann,x";
    private static final String BOB = "bob@example.test,bob,x";

    private JobWorld world;

    @BeforeEach
    void open(@TempDir Path folder) {
        world = new JobWorld(folder);
        world.seed("ann", 3);
        world.seed("bob", 3);
        world.csv(HEADER, ANN);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void whatIsSetBeatsTheJobFileUntilItIsGivenBack() {
        Path job = world.imapJob("maxConcurrentMigrations: 7");
        world.create(job);

        world.manage.set(JobWorld.BATCH, Map.of("maxConcurrentMigrations", "3", "excludeFolders", "[Junk/*, Old]"));
        assertThat(concurrency()).isEqualTo(3);
        assertThat(options().excludeFolders()).hasToString("[Junk/*, Old]");

        world.manage.set(JobWorld.BATCH, Map.of("maxConcurrentMigrations", ""));
        assertThat(concurrency()).isEqualTo(7);
    }

    @Test
    void whatCannotBeIsRefusedAndNothingIsChanged() {
        world.create(world.imapJob("maxConcurrentMigrations: 7"));

        assertThatThrownBy(() -> world.manage.set(
                        JobWorld.BATCH, Map.of("maxConcurrentMigrations", "3", "badItemLimit", "many")))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("badItemLimit")
                .hasMessageContaining("write unlimited or a number");
        assertThatThrownBy(() -> world.manage.set(JobWorld.BATCH, Map.of("name", "wave-9")))
                .hasMessageContaining("name: cannot be set");
        assertThatThrownBy(() -> world.manage.set(
                        JobWorld.BATCH, Map.of("csv", "x.csv", "endpoints", "x", "badItemLimit", "many")))
                .hasMessageContaining("csv: cannot be set")
                .hasMessageContaining("endpoints: cannot be set")
                .hasMessageContaining("write unlimited or a number");
        assertThatThrownBy(() -> world.manage.set(JobWorld.BATCH, Map.of("badItemLimt", "1")))
                .hasMessageContaining("did you mean");
        assertThat(concurrency()).isEqualTo(7);
    }

    @Test
    void aRunThatHearsOfAnEndpointWithAnotherHostStaysWhereItIsUntilTheNextRun() {
        world.csv(HEADER, ANN, BOB);
        storeSource("first.example.test");
        Path job = world.write("wave-1.yml", """
                name: wave-1
                type: imap
                csv: users.csv
                source: { endpoint: stored-mail }
                target: { endpoint: new-mail }
                maxConcurrentMigrations: 1
                endpoints:
                  - { name: new-mail, kind: imap, host: new.example.test, login: { as: admin, user: boss, password: "file:secret" } }
                """);
        world.servers.atOpening(() -> {
            storeSource("second.example.test");
            EndpointUses uses = new EndpointUses(world.queries, world.manage);
            assertThat(uses.running(storedSource())).hasSize(1);
            assertThat(world.runner.update(JobWorld.BATCH)).isTrue();
        });

        RunResult result = world.run(job);

        assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.servers.hosts).containsExactly("first.example.test", "first.example.test");
        world.servers.atOpening(() -> {});
        world.run(job);
        assertThat(world.servers.hosts).contains("second.example.test");
        assertThat(new EndpointUses(world.queries, world.manage).running(storedSource()))
                .isEmpty();
    }

    private void storeSource(String host) {
        world.endpoints.save(new YamlJobFileReader(world.endpoints)
                .endpoint("test", Map.of("name", "stored-mail", "kind", "imap", "host", host))
                .value()
                .orElseThrow());
    }

    private Endpoint storedSource() {
        return world.endpoints.find("stored-mail").orElseThrow();
    }

    @Test
    void usersOfAnotherCsvJoinTheBatch() {
        Path job = world.imapJob();
        world.run(job);
        Path more = world.write("more.csv", HEADER + "\r\n" + ANN + "\r\n" + BOB + "\r\n");

        assertThat(world.manage.addUsers(JobWorld.BATCH, more)).isEqualTo(2);
        RunResult second = world.run(job);

        assertThat(second.exitCode()).as(second.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=INCREMENTAL_SYNCED, bob=SYNCED}");
        assertThat(world.run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=INCREMENTAL_SYNCED, bob=INCREMENTAL_SYNCED}");
    }

    @Test
    void aBatchIsCompletedWithALastPass() {
        world.csv(HEADER, ANN, BOB);
        Path job = world.imapJob();
        world.run(job);
        world.deliver("ann", FolderPath.INBOX, "late");

        RunResult last = world.complete();

        assertThat(last.exitCode()).as(last.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=COMPLETED, bob=COMPLETED}");
        assertThat(last.report().view().status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(JobWorld.contents(world.servers.target("ann@example.test")))
                .isEqualTo(JobWorld.contents(world.servers.source("ann")));
        world.deliver("ann", FolderPath.INBOX, "too late");
        RunResult again = world.run(job);
        assertThat(again.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(again.message()).contains("is completed");
        assertThat(JobWorld.contents(world.servers.target("ann@example.test")))
                .noneMatch(text -> text.contains("too late"));
    }

    @Test
    void aCompletionThatFailsForOneUserIsFinishedByTheNextRun() {
        world.csv(HEADER, ANN, BOB);
        Path job = world.imapJob();
        world.run(job);
        world.deliver("bob", FolderPath.INBOX, "late");
        world.servers.target("bob@example.test").refusing((folder, item) -> Optional.of(FailureCode.FOLDER_GONE));

        RunResult failed = world.complete();
        assertThat(failed.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(world.users()).isEqualTo("{ann=COMPLETED, bob=COMPLETION_FAILED}");
        assertThat(failed.report().view().status()).isEqualTo(BatchStatus.COMPLETED_WITH_ERRORS);

        world.servers.target("bob@example.test").refusing((folder, item) -> Optional.empty());
        assertThat(world.run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=COMPLETED, bob=COMPLETED}");
    }

    @Test
    void anUnfinishedBatchIsNotCompletedAndEveryReasonIsGiven() {
        world.csv(HEADER, ANN, "bob@example.test,bob,wrong", "no address,cyd,x");
        world.servers
                .target("ann@example.test")
                .refusing((folder, item) ->
                        item.text().contains("item 1") ? Optional.of(FailureCode.ITEM_REFUSED) : Optional.empty());
        world.run(world.imapJob());

        assertThatThrownBy(() -> world.complete())
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.BATCH_NOT_READY))
                .hasMessageContaining("bob@example.test is Failed")
                .hasMessageContaining("1 rows of the CSV were left out")
                .hasMessageContaining("2 skipped items are not approved");
        assertThat(world.ledger.approveSkipped(JobWorld.BATCH, "agreed")).isEqualTo(2);
        assertThat(world.queries.report(JobWorld.BATCH).skipped().values().stream()
                        .flatMap(List::stream))
                .extracting(SkippedItem::approval)
                .hasSize(2)
                .allSatisfy(approval -> {
                    assertThat(Objects.requireNonNull(approval).reason()).isEqualTo("agreed");
                    assertThat(approval.by()).isEqualTo(System.getProperty("user.name"));
                    assertThat(approval.time()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
                });
        assertThatThrownBy(() -> world.complete()).message().doesNotContain("skipped");
    }

    @Test
    void autoCompleteCompletesUsersWithTheirFirstSync() {
        world.run(world.imapJob("autoComplete: true"));

        assertThat(world.users()).isEqualTo("{ann=COMPLETED}");
    }

    @Test
    void aStopInTheFirstSyncThatCompletesIsAStop() {
        world.seed("ann", 600);
        Path job = world.imapJob("autoComplete: true", "secondConnectionFrom: never");

        RunResult stopped = world.runner.run(job, new SilentListener() {
            @Override
            public void committed(UserId id, FolderPath folder, long items, long sizeBytes) {
                world.runner.stop();
            }
        });

        assertThat(stopped.exitCode()).as(stopped.message()).isEqualTo(ExitCode.STOPPED);
        assertThat(world.users()).isEqualTo("{ann=STOPPED}");
        assertThat(world.reopened().run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=COMPLETED}");
    }

    @Test
    void usersWhoAreSyncedInAPassThatDidNotEndAreCompletedByIt() {
        Path job = world.imapJob();
        world.runner.run(job, new SilentListener() {
            @Override
            public void stepStarted(String step) {
                if (step.equals("finalReport")) {
                    world.runner.stop();
                }
            }
        });
        assertThat(world.users()).isEqualTo("{ann=SYNCED}");

        assertThat(world.reopened().complete().exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=COMPLETED}");
    }

    @Test
    void aFailedUserWhoIsHeldKeepsNobodyFromTheNextPass() {
        world.csv(HEADER, ANN, "bob@example.test,bob,wrong");
        Path job = world.imapJob();
        world.run(job);
        world.ledger.hold(world.ledger.users(JobWorld.BATCH).get(1).id());

        assertThat(world.run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=STOPPED}");
        assertThat(world.run(job).report().view().batch().pass().value()).isEqualTo(2);
        assertThat(world.users()).isEqualTo("{ann=INCREMENTAL_SYNCED, bob=STOPPED}");
    }

    @Test
    void whatADeadProcessWasRunningIsToldAndStartsAgain() {
        Path job = world.imapJob();
        world.run(job);
        world.sql
                .sql("UPDATE BATCH_JOB_EXECUTION SET STATUS = 'STARTED', END_TIME = NULL")
                .update();
        assertThat(world.queries.find(JobWorld.BATCH).orElseThrow().status()).isEqualTo(BatchStatus.SYNCING);

        assertThat(world.reopened().runner.recover()).containsExactly(JobWorld.BATCH);

        assertThat(world.queries.find(JobWorld.BATCH).orElseThrow().status()).isEqualTo(BatchStatus.FAILED);
        assertThat(world.runner.recover()).isEmpty();
        assertThat(world.run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
    }

    @Test
    void withoutIncrementalSyncsTheSecondRunDoesNothing() {
        Path job = world.imapJob("allowIncrementalSyncs: false");
        world.run(job);
        world.deliver("ann", FolderPath.INBOX, "late");

        assertThat(world.run(job).message()).contains("allowIncrementalSyncs is false");
        assertThat(JobWorld.contents(world.servers.target("ann@example.test")))
                .noneMatch(text -> text.contains("late"));
    }

    @Test
    void aBatchWaitsUntilItMayCopy() {
        Instant soon = Instant.now().plus(Duration.ofSeconds(2));
        Path job = world.imapJob("startAfter: " + soon);
        StringBuilder seen = new StringBuilder();
        RunResult result = world.runner.run(job, new SilentListener() {
            @Override
            public void stepStarted(String step) {
                seen.append(step)
                        .append(' ')
                        .append(Instant.now().isBefore(soon))
                        .append(' ');
            }
        });

        assertThat(result.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(seen).contains("waitForStart true").contains("initialSync false");
    }

    @Test
    void usersThatFailedAreTriedAgainByThemselves() {
        world.servers.target("ann@example.test").refusing((folder, item) -> Optional.of(FailureCode.TARGET_QUOTA_FULL));
        Path job = world.imapJob("autoRetryCount: 3");
        Instant begin = world.time.instant();

        RunResult result = world.runner.run(job, new SilentListener() {
            private int syncs;

            @Override
            public void stepStarted(String step) {
                if (step.equals("initialSync") && ++syncs == 3) {
                    world.servers.target("ann@example.test").refusing((folder, item) -> Optional.empty());
                }
            }
        });

        assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(Duration.between(begin, world.time.instant())).isGreaterThanOrEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void aRemovedBatchLeavesNothingInTheStoreAndItsMailboxesAreRecognised() {
        world.csv(HEADER, ANN, "bob@example.test,bob,wrong", "no address,cyd,x");
        Path job = world.imapJob();
        world.run(job);
        world.manage.set(JobWorld.BATCH, Map.of("badItemLimit", "1"));

        world.manage.remove(JobWorld.BATCH, () -> false, () -> {});

        assertThat(world.rows()).isEqualTo("{}");
        world.csv(HEADER, ANN);
        assertThat(world.run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(JobWorld.contents(world.servers.target("ann@example.test")))
                .isEqualTo(JobWorld.contents(world.servers.source("ann")));
    }

    @Test
    void oldRunsAreForgottenButNeverTheLastOne() {
        Path job = world.imapJob();
        world.run(job);
        world.run(job);
        world.sql
                .sql("UPDATE BATCH_JOB_EXECUTION SET END_TIME = TIMESTAMP '2020-01-01 00:00:00'")
                .update();
        world.service.set(Map.of("keepHistory", "30d"));

        world.run(job);

        assertThat(world.sql
                        .sql("SELECT COUNT(*) FROM BATCH_JOB_EXECUTION")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(world.queries.find(JobWorld.BATCH).orElseThrow().status()).isEqualTo(BatchStatus.SYNCED);
        assertThat(world.run(job).report().view().batch().pass().value()).isEqualTo(4);
    }

    @Test
    void whatHoldsForAllBatchesIsCheckedBeforeItIsKept() {
        assertThatThrownBy(() -> world.service.set(Map.of("maxConcurrentMigrations", "0", "keepHistry", "1d")))
                .hasMessageContaining("config: keepHistry: unknown key")
                .hasMessageContaining("config: maxConcurrentMigrations: ");
        assertThat(world.service.set(Map.of("maxConcurrentMigrations", "5")).maxConcurrentMigrations())
                .isEqualTo(5);
        assertThat(world.service.set(Map.of("maxConcurrentMigrations", ""))).isEqualTo(ServiceConfig.USUAL);
    }

    private int concurrency() {
        return options().maxConcurrentMigrations();
    }

    private JobFile.Options options() {
        return world.manage.jobFile(world.manage.known(JobWorld.BATCH)).options();
    }
}
