package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** A manager and workers over one store, with a broker in memory. */
@Tag("postgresql")
@Timeout(120)
class RemoteJobTest {
    private static final int USERS = 12;
    private static final int MOST_LOOKS = 60;
    private static final int LOOK_MILLIS = 500;

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
                        .sql("SELECT COUNT(*) FROM STORED_SECRET WHERE SECRET_NAME LIKE 'run/%'")
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

    private void assertEverythingOnce() {
        IntStream.rangeClosed(1, USERS).forEach(user -> {
            List<String> copied = JobWorld.contents(world.servers.target("u" + user + "@example.test"));
            assertThat(copied).hasSize(2 * (30 + user));
            assertThat(new HashSet<>(copied)).hasSize(copied.size());
        });
    }
}
