package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.MigrationBatch.Mark;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.model.UserId;

/** What may follow a batch's first pass, and what others see and change while it runs. */
@Tag("store")
class LaterPassesTest {
    private static final String HEADER = "EmailAddress,UserName,Password";
    private static final String ANN = "ann@example.test,ann,pw-ann";
    private static final String BOB = "bob@example.test,bob,pw-bob";

    private JobWorld world;

    @BeforeEach
    void opensAWorld(@TempDir Path folder) {
        world = new JobWorld(folder);
        world.seed("ann", 2);
        world.seed("bob", 2);
        world.csv(HEADER, ANN);
    }

    @AfterEach
    void closesIt() {
        world.close();
    }

    @Test
    void usersWhoJoinABatchWithoutIncrementalSyncsHaveTheirFirstOne() {
        Path job = world.imapJob("allowIncrementalSyncs: false");
        world.run(job);
        world.deliver("ann", FolderPath.INBOX, "late");
        world.csv(HEADER, ANN, BOB);

        RunResult second = world.run(job);

        assertThat(second.exitCode()).as(second.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=SYNCED}");
        assertThat(JobWorld.contents(world.servers.target("ann@example.test")))
                .noneMatch(text -> text.contains("late"));
        assertThat(world.run(job).message()).contains("allowIncrementalSyncs is false");
    }

    @Test
    void usersWhoJoinACompletedBatchAreCopiedAndCompleted() {
        Path job = world.imapJob();
        world.run(job);
        world.complete();
        world.csv(HEADER, ANN, BOB);

        RunResult result = world.run(job);

        assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=COMPLETED, bob=COMPLETED}");
    }

    @Test
    void completeAfterDoesNotCompleteABatchWithItemsThatNobodyApproved() {
        world.servers
                .target("ann@example.test")
                .refusing((path, item) ->
                        item.text().contains("item 1") ? Optional.of(FailureCode.ITEM_REFUSED) : Optional.empty());
        Path job = world.imapJob("completeAfter: 2020-01-01T00:00:00Z");
        world.run(job);

        RunResult second = world.run(job);

        assertThat(second.message()).contains("was not completed: 2 skipped items are not approved");
        assertThat(world.users()).isEqualTo("{ann=INCREMENTAL_SYNCED}");
        world.ledger.approveSkipped(JobWorld.BATCH, "agreed");
        world.run(job);
        assertThat(world.users()).isEqualTo("{ann=COMPLETED_WITH_WARNINGS}");
    }

    @Test
    void aRefusedCompletionLeavesTheBatchAsItWas() {
        Path job = world.imapJob();
        world.run(job);
        world.csv("EmailAddress", "ann@example.test");

        assertThatThrownBy(world::complete).isInstanceOfSatisfying(MigrationException.class, e -> assertThat(e.code())
                .isEqualTo(FailureCode.CSV_INVALID));

        world.csv(HEADER, ANN);
        world.run(job);
        assertThat(world.users()).isEqualTo("{ann=INCREMENTAL_SYNCED}");
    }

    @Test
    void aPassWhoseProcessDiedBeforeItHadAnExecutionBegins() {
        Path job = world.imapJob();
        world.repository.createJobInstance(
                "imapMigration",
                new JobParametersBuilder()
                        .addString("batch", JobWorld.BATCH.value())
                        .addLong("pass", 1L)
                        .toJobParameters());

        assertThat(world.run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=SYNCED}");
    }

    @Test
    void othersSeeThatARunDrains() {
        world.seed("ann", 600);
        List<BatchStatus> seen = new ArrayList<>();
        world.runner.run(world.imapJob("secondConnectionFrom: never"), new SilentListener() {
            @Override
            public void committed(UserId id, FolderPath path, long items, long sizeBytes) {
                if (seen.isEmpty()) {
                    world.runner.stop(JobWorld.BATCH);
                    seen.add(status());
                }
            }
        });

        assertThat(seen).containsExactly(BatchStatus.STOPPING);
        assertThat(status()).isEqualTo(BatchStatus.STOPPED);
        assertThat(world.run(world.imapJob()).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(status()).isEqualTo(BatchStatus.SYNCED);
    }

    @Test
    void aRunThatEndsWithItsServiceIsMarkedForTheNextOne() {
        world.seed("ann", 600);
        Path job = world.imapJob("secondConnectionFrom: never");
        world.runner.run(job, new SilentListener() {
            @Override
            public void committed(UserId id, FolderPath path, long items, long sizeBytes) {
                world.runner.interrupt();
            }
        });
        assertThat(isMarked(Mark.INTERRUPTED)).isTrue();
        assertThatThrownBy(() -> world.run(job)).hasMessageContaining("the process ends");

        world.reopened().run(job);
        assertThat(isMarked(Mark.INTERRUPTED)).isFalse();
    }

    @Test
    void aBatchThatBeginsToRunWhileItIsRemovedStays() {
        world.run(world.imapJob());

        assertThatThrownBy(() -> world.manage.remove(JobWorld.BATCH, () -> true, () -> {}))
                .isInstanceOfSatisfying(MigrationException.class, e -> assertThat(e.code())
                        .isEqualTo(FailureCode.BATCH_ALREADY_RUNNING));
        assertThat(status()).isEqualTo(BatchStatus.SYNCED);
    }

    @Test
    void settingsThatChangeWhileABatchRunsHoldForTheMailboxesThatFollow() {
        String[] rows = new String[8];
        rows[0] = HEADER;
        for (int i = 1; i < rows.length; i++) {
            world.seed("u" + i, 40);
            rows[i] = "u" + i + "@example.test,u" + i + ",pw-u" + i;
        }
        world.csv(rows);
        AtomicInteger active = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        world.runner.run(world.imapJob("maxConcurrentMigrations: 1"), new SilentListener() {
            @Override
            public void userStarted(UserId id, EmailAddress address) {
                if (address.localPart().equals("u1")) {
                    world.manage.set(JobWorld.BATCH, Map.of("maxConcurrentMigrations", "5"));
                    assertThat(world.runner.update(JobWorld.BATCH)).isTrue();
                }
                most.accumulateAndGet(active.incrementAndGet(), Math::max);
                sleepAWhile();
            }

            @Override
            public void userEnded(UserId id, EmailAddress address, MigrationUserStatus status, String message) {
                active.decrementAndGet();
            }
        });

        assertThat(most.get()).isBetween(2, 5);
        assertThat(world.runner.update(JobWorld.BATCH)).isFalse();
    }

    @Test
    void aLimitThatIsLoweredHoldsForUsersWhoWait() {
        String[] rows = new String[9];
        rows[0] = HEADER;
        for (int i = 1; i < rows.length; i++) {
            world.seed("u" + i, 10);
            rows[i] = "u" + i + "@example.test,u" + i + ",pw-u" + i;
        }
        world.csv(rows);
        AtomicInteger active = new AtomicInteger();
        AtomicInteger started = new AtomicInteger();
        AtomicInteger mostOfTheLast = new AtomicInteger();
        world.runner.run(world.imapJob("maxConcurrentMigrations: 4"), new SilentListener() {
            @Override
            public synchronized void userStarted(UserId id, EmailAddress address) {
                if (started.incrementAndGet() == 1) {
                    world.manage.set(JobWorld.BATCH, Map.of("maxConcurrentMigrations", "1"));
                    world.runner.update(JobWorld.BATCH);
                }
                int now = active.incrementAndGet();
                if (started.get() > 5) { // those that had begun are through
                    mostOfTheLast.accumulateAndGet(now, Math::max);
                }
            }

            @Override
            public void userEnded(UserId id, EmailAddress address, MigrationUserStatus status, String message) {
                active.decrementAndGet();
            }
        });

        assertThat(mostOfTheLast.get()).isEqualTo(1);
    }

    @Test
    void aRunKeepsItsServersWhateverTheJobFileSaysMeanwhile() {
        Path job = world.imapJob("secondConnectionFrom: never");
        world.seed("ann", 600);
        world.runner.run(job, new SilentListener() {
            @Override
            public void committed(UserId id, FolderPath path, long items, long sizeBytes) {
                world.write("wave-1.yml", JobWorld.text(job).replace("new.example.test", "newer.example.test"));
                assertThat(world.runner.update(JobWorld.BATCH)).isTrue();
                world.write("wave-1.yml", JobWorld.text(job).replace("name: wave-1", "name: wave-9"));
                assertThatThrownBy(() -> world.runner.update(JobWorld.BATCH))
                        .hasMessageContaining("now describes batch wave-9");
                world.imapJob("secondConnectionFrom: never");
            }
        });

        assertThat(world.users()).isEqualTo("{ann=SYNCED}");
    }

    private static void sleepAWhile() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private BatchStatus status() {
        return world.queries.find(JobWorld.BATCH).orElseThrow().status();
    }

    private boolean isMarked(Mark mark) {
        return world.batches.find(JobWorld.BATCH).orElseThrow().life().is(mark);
    }
}
