package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.RequestAnswer;
import org.stagepost.migration.RequestKind;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.UserId;

@Tag("store")
class RequestDeskTest {
    private static final String HEADER = "EmailAddress,UserName,Password";
    private static final BatchName OTHER = new BatchName("wave-2");

    private JobWorld world;

    @BeforeEach
    void open(@TempDir Path folder) {
        world = new JobWorld(folder);
        world.seed("ann", 600);
        world.seed("bob", 3);
        world.seed("cyd", 3);
        world.write("others.csv", HEADER + "\r\ncyd@example.test,cyd,x\r\n");
        world.csv(HEADER, "ann@example.test,ann,x", "bob@example.test,bob,x");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anotherBatchIsRunForWhoeverAsks() {
        world.create(world.imapJob(OTHER, "others.csv"));
        try (RequestDesk desk = desk()) {
            long request = world.requests.ask(OTHER, RequestKind.START, null);

            assertThat(answer(request).exitCode()).isEqualTo(ExitCode.SUCCESS);
        }
        assertThat(world.users(OTHER)).isEqualTo("{cyd=SYNCED}");
    }

    @Test
    void twoBatchesRunAtOnceAndABatchRunsOnce() throws Exception {
        world.create(world.imapJob(OTHER, "others.csv"));
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        RunListener waiting = new SilentListener() {
            @Override
            public void stepStarted(String step) {
                running.countDown();
                await(goOn);
            }
        };
        Thread first = new Thread(() -> world.runner.run(world.imapJob(), waiting));
        try (RequestDesk desk = desk()) {
            first.start();
            running.await();
            long same = world.requests.ask(JobWorld.BATCH, RequestKind.START, null);
            long other = world.requests.ask(OTHER, RequestKind.START, null);

            assertThat(answer(same).exitCode()).isEqualTo(ExitCode.ALREADY_RUNNING);
            assertThat(answer(world.requests.ask(new BatchName("-"), RequestKind.REPORT, null))
                            .sentence())
                    .startsWith("running: ")
                    .contains(JobWorld.BATCH.value());
            assertThat(answer(other).exitCode()).isEqualTo(ExitCode.SUCCESS);
            goOn.countDown();
            first.join();
        }
        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=SYNCED}");
        assertThat(world.users(OTHER)).isEqualTo("{cyd=SYNCED}");
    }

    @Test
    void aBatchIsStoppedForWhoeverAsksAndTheNextRunGoesOn() {
        Path job = world.imapJob("maxConcurrentMigrations: 1", "secondConnectionFrom: never");
        try (RequestDesk desk = desk()) {
            RunResult stopped = world.runner.run(job, asking(RequestKind.STOP, null));

            assertThat(stopped.exitCode()).isEqualTo(ExitCode.STOPPED);
        }
        assertThat(world.users()).contains("ann=STOPPED");
        assertThat(world.reopened().run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=SYNCED}");
    }

    @Test
    void aStopThatComesBetweenTwoAttemptsEndsTheRun() {
        world.servers.target("ann@example.test").refusing((folder, item) -> Optional.of(FailureCode.TARGET_QUOTA_FULL));
        Path job = world.imapJob("autoRetryCount: 100");
        AtomicInteger syncs = new AtomicInteger();
        RunResult result = world.runner.run(job, new SilentListener() {
            @Override
            public void stepStarted(String step) {
                if (step.equals("finalReport") && syncs.incrementAndGet() == 2) {
                    world.runner.stop(JobWorld.BATCH);
                }
            }
        });

        assertThat(syncs).hasValue(2);
        assertThat(result.exitCode()).isEqualTo(ExitCode.STOPPED);
    }

    @Test
    void aStopThatComesBeforeTheRunHasBegunIsNotLost() {
        RunningBatches running = new RunningBatches();
        running.enter(JobWorld.BATCH);

        assertThat(running.stop(JobWorld.BATCH)).isTrue();
        assertThat(running.isStopping(JobWorld.BATCH)).isTrue();
        running.leave(JobWorld.BATCH);
        assertThat(running.isStopping(JobWorld.BATCH)).isFalse();
        assertThat(running.stop(JobWorld.BATCH)).isFalse();
    }

    @Test
    void oneUserIsStoppedAloneAndLeftOutUntilReleased() {
        Path job = world.imapJob("maxConcurrentMigrations: 1", "secondConnectionFrom: never");
        try (RequestDesk desk = desk()) {
            RunListener hold = asking(RequestKind.STOP, new EmailAddress("ann@example.test"));
            RunResult others = world.runner.run(job, hold);

            assertThat(world.users()).isEqualTo("{ann=STOPPED, bob=SYNCED}");
            assertThat(others.exitCode()).as(others.message()).isEqualTo(ExitCode.SUCCESS);
            assertThat(others.report().view().status().word()).isEqualTo("Synced");
        }
        UserId ann = world.ledger.users(JobWorld.BATCH).get(0).id();
        world.reopened().run(job);
        assertThat(world.users()).isEqualTo("{ann=STOPPED, bob=INCREMENTAL_SYNCED}");

        world.ledger.release(ann);
        assertThat(world.run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.users()).isEqualTo("{ann=SYNCED, bob=INCREMENTAL_SYNCED}");
    }

    @Test
    void aBatchThatCannotBeRunIsToldToWhoeverAsks() {
        try (RequestDesk desk = desk()) {
            long request = world.requests.ask(new BatchName("unknown"), RequestKind.START, null);

            assertThat(answer(request).exitCode()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(answer(request).sentence()).isEqualTo("there is no batch unknown");
        }
    }

    private RequestDesk desk() {
        return RequestDesk.open(world.requests, world.runner, name -> new SilentListener());
    }

    /** At the first slice that is through; holds the user, too, as the command does. */
    private RunListener asking(RequestKind kind, @Nullable EmailAddress user) {
        return new SilentListener() {
            private boolean asked;

            @Override
            public synchronized void committed(UserId id, FolderPath folder, long items, long sizeBytes) {
                if (!asked) {
                    asked = true;
                    answer(world.requests.ask(JobWorld.BATCH, kind, user));
                    if (user != null) {
                        world.ledger.hold(id);
                    }
                }
            }
        };
    }

    private RequestAnswer answer(long request) {
        return await(() -> world.requests.answer(request));
    }

    private static <T> T await(Supplier<Optional<T>> value) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end) {
            Optional<T> now = value.get();
            if (now.isPresent()) {
                return now.get();
            }
            sleep();
        }
        throw new AssertionError("nothing came");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
