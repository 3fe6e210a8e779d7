package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.KnownWorker.Standing;
import org.stagepost.migration.Lease;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.PartitionEnding;
import org.stagepost.migration.PartitionEnding.Counts;
import org.stagepost.migration.PartitionEnding.End;
import org.stagepost.migration.PartitionLeases;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Release;
import org.stagepost.model.UserId;
import org.stagepost.model.WorkerId;

/** A manager and workers over one store, with a broker in memory. */
@Tag("postgresql")
@Timeout(120)
class RemoteJobTest {
    private static final int USERS = 12;
    private static final int MOST_LOOKS = 60;
    private static final int LOOK_MILLIS = 500;

    private static final BatchName BATCH = new BatchName("wave-1");

    private final JobWorld world;
    private final MemoryDispatch broker = new MemoryDispatch();

    RemoteJobTest(@TempDir Path folder) {
        world = new JobWorld(folder);
        List<String> rows = new ArrayList<>(List.of("EmailAddress,UserName,Password"));
        for (int user = 1; user <= USERS; user++) {
            world.seed("u" + user, 30 + user);
            rows.add("u%d@example.test,u%d,canary-u%d".formatted(user, user, user));
        }
        world.csv("users.csv", rows);
    }

    @AfterEach
    void close() {
        broker.close();
        world.close();
    }

    @Test
    void twoWorkersCopyWhatOneProcessWouldEveryMessageOnce() {
        broker.worker("ann", world.workerRooms, 2);
        broker.worker("bob", world.workerRooms, 2);

        RunResult result = world.manager(broker).run(world.imapJob(), new SilentListener());

        assertThat(result.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(new HashSet<>(broker.sent)).hasSize(USERS);
        assertEverythingOnce();
        assertThat(world.steps())
                .filteredOn(step -> step.contains(":"))
                .hasSize(USERS)
                .allMatch(step -> step.endsWith("COMPLETED"));
        assertThat(world.unfinished()).isEmpty();
        assertThat(world.sql
                        .sql("SELECT COUNT(*) FROM PARTITION_LEASE")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(world.sql
                        .sql("SELECT COUNT(*) FROM STORED_SECRET WHERE SECRET_NAME LIKE 'wave-1/.run/%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aMessageThatComesTwiceIsDropped() {
        Worker ann = broker.worker("ann", world.workerRooms, 2);
        Dispatch twice = new Dispatch() {
            @Override
            public boolean send(long execution, long partition, int priority) {
                broker.send(execution, partition, priority);
                return broker.send(execution, partition, priority);
            }

            @Override
            public void awaitHint(long execution, Duration longest) {
                broker.awaitHint(execution, longest);
            }
        };

        RunResult result = world.manager(twice).run(world.imapJob(), new SilentListener());

        assertThat(result.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(ann.dropped()).isGreaterThanOrEqualTo(USERS);
        assertEverythingOnce();
    }

    @Test
    void aBatchsOwnLimitHoldsOverAllWorkersAndARunThatLosesItsStoreEndsThoughMailboxesWait() {
        List<Long> sent = new CopyOnWriteArrayList<>();
        Dispatch lost = new Dispatch() {
            @Override
            public boolean send(long execution, long partition, int priority) {
                return sent.add(partition); // and nobody takes it
            }

            @Override
            public void awaitHint(long execution, Duration longest) {
                try {
                    for (int look = 0; look < MOST_LOOKS && sent.size() < 2; look++) {
                        Thread.sleep(LOOK_MILLIS);
                    }
                    Thread.sleep(LOOK_MILLIS); // in which a third one would be sent
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new MigrationException(FailureCode.STORE_UNUSABLE, "the connection was lost");
            }
        };

        RunResult result = world.manager(lost).run(world.imapJob("maxConcurrentMigrations: 2"), new SilentListener());

        assertThat(sent).hasSize(2);
        assertThat(result.exitCode()).isEqualTo(ExitCode.BATCH_FAILED);
    }

    @Test
    void usersWhoAreStoppedBeforeAnybodyTookThemHoldNobodyUp() {
        List<BatchRunner> manager = new ArrayList<>();
        Dispatch stopping = new Dispatch() {
            @Override
            public boolean send(long execution, long partition, int priority) {
                if (broker.sent.isEmpty()) {
                    manager.get(0).stop(BATCH, new EmailAddress("u1@example.test")); // is being sent
                    manager.get(0).stop(BATCH, new EmailAddress("u9@example.test")); // is to be sent later
                    broker.worker("ann", world.workerRooms, 2);
                }
                return broker.send(execution, partition, priority);
            }

            @Override
            public void awaitHint(long execution, Duration longest) {
                broker.awaitHint(execution, longest);
            }
        };
        manager.add(world.manager(stopping));

        manager.get(0).run(world.imapJob("maxConcurrentMigrations: 1"), new SilentListener());

        assertThat(statuses(MigrationUserStatus.STOPPED)).containsExactly("u1", "u9");
        assertThat(statuses(MigrationUserStatus.SYNCED)).hasSize(USERS - 2);
    }

    @Test
    void aRunThatIsStoppedDoesNotWaitForAWorkerThatIsDead() {
        List<BatchRunner> manager = new ArrayList<>();
        Dispatch dying = new Dispatch() {
            @Override
            public boolean send(long execution, long partition, int priority) {
                world.workerRooms.leases().take(partition, execution, new WorkerId("dead/1"), Duration.ofSeconds(1));
                manager.get(0).stop(BATCH);
                return true;
            }

            @Override
            public void awaitHint(long execution, Duration longest) {
                broker.awaitHint(execution, longest);
            }
        };
        manager.add(world.manager(dying));

        RunResult result = manager.get(0).run(world.imapJob(), new SilentListener());

        assertThat(result.exitCode()).isEqualTo(ExitCode.STOPPED);
        assertThat(statuses(MigrationUserStatus.STOPPED)).isNotEmpty();
        assertThat(world.unfinished()).isEmpty();
    }

    @Test
    void aRunThatFailedAndIsStoppedThenEndsAllTheSame() {
        List<BatchRunner> manager = new ArrayList<>();
        Dispatch failing = new Dispatch() {
            private int sent;

            @Override
            public boolean send(long execution, long partition, int priority) {
                PartitionLeases leases = world.workerRooms.leases();
                Lease lease = leases.take(partition, execution, new WorkerId("dead/1"), Duration.ofSeconds(5))
                        .orElseThrow();
                if (sent++ == 1) {
                    MigrationException unreachable =
                            new MigrationException(FailureCode.ENDPOINT_UNREACHABLE, "no route to host");
                    leases.end(lease, new PartitionEnding(End.FAILED, new Counts(0, 0, 0, 0), unreachable, List.of()));
                }
                return true;
            }

            @Override
            public void awaitHint(long execution, Duration longest) {
                if (broker.looks.get() > 0) {
                    manager.get(0).stop(BATCH); // the failure was seen before
                }
                broker.awaitHint(execution, longest);
            }
        };
        manager.add(world.manager(failing));

        RunResult result = manager.get(0).run(world.imapJob(), new SilentListener());

        assertThat(result.exitCode()).isEqualTo(ExitCode.BATCH_FAILED);
        assertThat(statuses(MigrationUserStatus.FAILED)).isEmpty();
        assertThat(world.unfinished()).isEmpty();
    }

    @Test
    void aBrokerThatNeitherAnswersNorLetsGoHoldsUpNoStop() {
        List<BatchRunner> manager = new ArrayList<>();
        Dispatch frozen = new Dispatch() {
            @Override
            public boolean send(long execution, long partition, int priority) {
                manager.get(0).stop(BATCH);
                long begun = System.nanoTime();
                while (System.nanoTime() - begun < Duration.ofSeconds(3).toNanos()) {
                    Thread.interrupted();
                    Thread.onSpinWait();
                }
                return false;
            }

            @Override
            public void awaitHint(long execution, Duration longest) {
                broker.awaitHint(execution, longest);
            }
        };
        manager.add(world.manager(frozen));

        RunResult result = manager.get(0).run(world.imapJob(), new SilentListener());

        assertThat(result.exitCode()).isEqualTo(ExitCode.STOPPED);
        assertThat(statuses(MigrationUserStatus.FAILED)).isEmpty();
    }

    @Test
    void theLastUserWhoIsStoppedAloneStopsNoRun() {
        List<BatchRunner> manager = new ArrayList<>();
        Dispatch stopping = new Dispatch() {
            @Override
            public boolean send(long execution, long partition, int priority) {
                if (broker.sent.size() == USERS - 2) {
                    manager.get(0).stop(BATCH, new EmailAddress("u12@example.test")); // waits for room
                }
                return broker.send(execution, partition, priority);
            }

            @Override
            public void awaitHint(long execution, Duration longest) {
                broker.awaitHint(execution, longest);
            }
        };
        manager.add(world.manager(stopping));
        broker.worker("ann", world.workerRooms, 2);

        RunResult result = manager.get(0).run(world.imapJob("maxConcurrentMigrations: 1"), new SilentListener());

        assertThat(statuses(MigrationUserStatus.STOPPED)).containsExactly("u12");
        assertThat(statuses(MigrationUserStatus.SYNCED)).hasSize(USERS - 1);
        assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SOME_USERS_FAILED);
    }

    @Test
    void whatWasRecordedAndNotToldByOneWorkerIsToldByTheNext() {
        world.csv(
                "EmailAddress,UserName,Password",
                "u1@example.test,u1,canary-u1",
                "u2@example.test,u2,wrong",
                "u3@example.test,u3,canary-u3");
        broker.worker("ann", world.workerRooms.with(new ForgetfulLeases(world.workerRooms.leases(), broker)), 2);

        RunResult result = world.manager(broker).run(world.imapJob(), new SilentListener());

        assertThat(result.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(world.users()).isEqualTo("{u1=SYNCED, u2=FAILED, u3=SYNCED}");
        assertThat(broker.sent).hasSize(6);
    }

    @Test
    void aManagerWithoutABrokerWaitsForWorkersOfTheOneBeforeIt() {
        world.servers.targetDown(true);
        world.run(world.imapJob());
        long execution = world.sql
                .sql("SELECT MAX(JOB_EXECUTION_ID) FROM BATCH_JOB_EXECUTION")
                .query(Long.class)
                .single();
        world.board.offer(execution, Instant.EPOCH, Map.of(4711L, new UserId(1)));
        world.workerRooms.leases().take(4711, execution, new WorkerId("ann/1"), Duration.ofSeconds(2));
        world.servers.targetDown(false);

        RunResult result = world.restart();

        assertThat(result.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.board.left(execution)).isZero();
        assertEverythingOnce();
    }

    @Test
    void nothingIsSentAgainWhileNoWorkerIsThereAndAllOfItOnceOneHasCome() throws Exception {
        List<String> notices = new CopyOnWriteArrayList<>();
        SilentListener listener = new SilentListener() {
            @Override
            public void noticed(String what) {
                notices.add(what);
            }
        };
        Future<RunResult> run = Executors.newSingleThreadExecutor()
                .submit(() -> world.manager(broker, Duration.ZERO).run(world.imapJob(), listener));

        await(() -> broker.sent.size() == USERS && broker.looks.get() > 0);
        broker.lose();
        int before = broker.looks.get();
        await(() -> {
            broker.hint();
            return broker.looks.get() > before + 2;
        });
        assertThat(broker.sent).hasSize(USERS);
        assertThat(notices).singleElement().asString().contains("no worker is there", "stagepost worker --max");
        broker.worker("ann", world.workerRooms, 2);

        assertThat(run.get().exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(broker.sent).hasSizeGreaterThanOrEqualTo(2 * USERS);
        assertThat(notices).hasSize(2).last().asString().contains("worker ann/1 is there");
        assertEverythingOnce();
    }

    @Test
    void aWorkerOfAnotherVersionTakesNothingAndLeavesItToOthers() {
        Worker old = broker.worker("old", world.ofRelease.apply(new Release("1.1.9")), 2);
        broker.worker("ann", world.ofRelease.apply(new Release("1.2.7")), 2);

        RunResult result = world.manager(broker).run(world.imapJob(), new SilentListener());

        assertThat(result.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(old.refused()).isPositive();
        assertEverythingOnce();
    }

    @Test
    void aWorkerThatAloneReachesNoServerEndsAndTheOthersGoOn() {
        MemoryServers unreachable = new MemoryServers(Clock.systemUTC());
        unreachable.targetDown(true);
        world.servers.atTarget(RemoteJobTest::pause); // so that there is enough to do for long enough
        Worker cutOff = broker.worker("cut-off", world.seeing.apply(unreachable), 2);
        broker.worker("ann", world.workerRooms(), 1);

        RunResult result = world.manager(broker).run(world.imapJob(), new SilentListener());

        assertThat(result.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(cutOff.unfit()).hasValueSatisfying(failure -> {
            assertThat(failure.code()).isEqualTo(FailureCode.ENDPOINT_UNREACHABLE);
            assertThat(failure.detail()).contains("connection refused", "other workers get in");
        });
        assertThat(world.time.passed()).isLessThan(Duration.ofMinutes(15));
        assertEverythingOnce();
    }

    @Test
    void whatNoWorkerReachesFailsTheRun() {
        world.servers.targetDown(true);
        Worker ann = broker.worker("ann", world.workerRooms(), 2);
        broker.worker("bob", world.workerRooms(), 2);

        RunResult result = world.manager(broker).run(world.imapJob(), new SilentListener());

        assertThat(result.exitCode()).isEqualTo(ExitCode.BATCH_FAILED);
        assertThat(result.message()).contains("connection refused");
        assertThat(ann.unfit()).isEmpty();
    }

    @Test
    void whoHearsOfTheRunHearsWhichWorkerCopiedEachMailbox() {
        Map<UserId, WorkerId> workers = new ConcurrentHashMap<>();
        broker.worker("ann", world.workerRooms, 2);
        SilentListener listener = new SilentListener() {
            @Override
            public void atWorker(UserId id, EmailAddress address, WorkerId worker) {
                workers.put(id, worker);
            }
        };

        world.manager(broker).run(world.imapJob(), listener);

        assertThat(workers).hasSize(USERS);
        assertThat(workers.values()).containsOnly(new WorkerId("ann/1"));
    }

    @Test
    void aWorkerIsListedUntilItEnds() {
        Worker ann = broker.worker("ann", world.workerRooms, 2);
        await(() -> !world.workers.all().isEmpty());
        assertThat(world.workers.all()).singleElement().satisfies(worker -> {
            assertThat(worker.standing()).isEqualTo(Standing.THERE);
            assertThat(worker.last().capacity()).isEqualTo(2);
        });

        ann.drain();
        await(() -> world.workers.all().get(0).standing() == Standing.DRAINING);
        ann.close();

        assertThat(world.workers.all()).isEmpty();
    }

    private List<String> statuses(MigrationUserStatus status) {
        return IntStream.rangeClosed(1, USERS)
                .mapToObj(user -> "u" + user)
                .filter(user -> world.users().contains(user + "=" + status.name() + ",")
                        || world.users().contains(user + "=" + status.name() + "}"))
                .toList();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(BooleanSupplier condition) {
        for (int look = 0; look < MOST_LOOKS && !condition.getAsBoolean(); look++) {
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private void assertEverythingOnce() {
        IntStream.rangeClosed(1, USERS).forEach(user -> {
            List<String> copied = JobWorld.contents(world.servers.target("u" + user + "@example.test"));
            assertThat(copied).hasSize(2 * (30 + user));
            assertThat(new HashSet<>(copied)).hasSize(copied.size());
        });
    }
}
