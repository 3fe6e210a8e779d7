package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.directory.RecipientType;
import org.stagepost.mailbox.WireTap;
import org.stagepost.migration.EndpointGates;
import org.stagepost.migration.PaceStore;
import org.stagepost.migration.ServerPace;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Origin;
import org.stagepost.sync.Sleeper;

/** What one endpoint bears, over a manager and several workers. */
@Tag("postgresql")
@Timeout(120)
class RemoteLimitsTest {
    private static final int ITEMS = 30;
    private static final String OLD = "imap://old.example.test:993";
    private static final Duration LONG = Duration.ofSeconds(30);

    private final JobWorld world;
    private final MemoryDispatch broker = new MemoryDispatch();

    RemoteLimitsTest(@TempDir Path folder) {
        world = new JobWorld(folder);
    }

    @AfterEach
    void close() {
        broker.close();
        world.close();
    }

    @Test
    void threeWorkersWithRoomForMoreOpenNoMoreThanTheEndpointsConnections() {
        int connections = 10;
        seed(3 * connections);
        AtomicInteger opened = new AtomicInteger();
        // the first ones wait for each other, and for one more than there may be
        CountingServers old = new CountingServers(world.servers, () -> {
            if (opened.incrementAndGet() <= connections) {
                await(() -> opened.get() >= connections, LONG);
                await(() -> opened.get() > connections, Duration.ofSeconds(1));
            }
        });
        world.servers.realSource(old);
        for (String worker : List.of("ann", "bob", "cyd")) {
            broker.worker(worker, world.workerRooms(), connections);
        }

        RunResult result = world.manager(broker)
                .run(
                        job("maxConnections: 10, maxConcurrentMigrations: 100", "secondConnectionFrom: 1"),
                        new SilentListener());

        assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(old.most).hasValue(connections);
        assertThat(old.open).hasValue(0);
        assertEverythingOnce(3 * connections);
    }

    @Test
    void twoWorkersTogetherKeepARate() {
        int perSecond = 5;
        seed(12);
        broker.worker("ann", world.workerRooms(), 3);
        broker.worker("bob", world.workerRooms(), 3);

        RunResult result =
                world.manager(broker).run(job("maxMessagesPerSecond: " + perSecond, ""), new SilentListener());

        assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
        assertEverythingOnce(12);
        // the last slice, which is owed, and the credit of a second
        int paid = 12 * 2 * ITEMS - 2 * perSecond - perSecond;
        assertThat(world.time.passed()).isGreaterThanOrEqualTo(Duration.ofMillis(1_000L * paid / perSecond));
    }

    @Test
    void aPauseThatOneMailboxHearsOfHoldsForTheWorkersAndIsToldByTheManager() {
        int users = 8;
        seed(users);
        Looks anns = new Looks(world.pace);
        Looks bobs = new Looks(world.pace);
        CountingServers old = new CountingServers(world.servers, () -> {});
        world.servers.realSource(old);
        AtomicBoolean complained = new AtomicBoolean();
        world.servers
                .sources
                .values()
                .forEach(mailbox -> mailbox.tappedBy(new WireTap() {
                    @Override
                    public void before(String call) {
                        if (call.startsWith("read") && !(anns.looked && bobs.looked)) {
                            await(() -> old.ever.get() >= users, LONG);
                            if (!complained.getAndSet(true)) {
                                throw throttled();
                            }
                            await(() -> anns.looked && bobs.looked, Duration.ofSeconds(10));
                        }
                    }
                }));
        AtomicBoolean told = new AtomicBoolean();
        AtomicBoolean allClosed = new AtomicBoolean();
        List<String> said = new CopyOnWriteArrayList<>();
        for (Looks worker : List.of(anns, bobs)) {
            // time stands still until the manager has told of the pause
            Sleeper sleeper = pause -> {
                if (told.get()) {
                    world.time.sleep(pause);
                } else {
                    Sleeper.system().sleep(Duration.ofMillis(5));
                }
            };
            broker.worker(
                    worker == anns ? "ann" : "bob",
                    world.workerRooms(new EndpointGates(world.time, sleeper, new Random(1), worker)),
                    users / 2);
        }

        RunResult result = world.manager(broker).run(job("", ""), new SilentListener() {
            @Override
            public void slowedDown(String what) {
                said.add(what);
                allClosed.set(await(() -> old.open.get() == 0, LONG));
                told.set(true);
            }
        });

        assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(said).hasSize(1).allMatch(what -> what.startsWith(OLD + " asks for a slower pace"));
        assertThat(allClosed).isTrue();
        assertThat(old.ever).hasValue(2 * users);
        assertThat(result.message()).containsOnlyOnce("asked for a slower pace once");
        assertEverythingOnce(users);
    }

    @Test
    void aMailboxThatTheRunHasMadeIsWaitedForAtAWorker() {
        world.seed("ann@example.test", 1);
        world.sourceDirectory.add("ann", RecipientType.USER_MAILBOX, "", "ann@example.test");
        world.targetDirectory.add("ann", RecipientType.MAIL_USER, "", "ann@example.test", "ann@new.example.test");
        world.csv("EmailAddress,Password,ForceChangePassword", "ann@example.test,,");
        world.servers.atTarget(() -> {
            if (world.time.passed().compareTo(Duration.ofMinutes(9)) < 0) {
                throw new MigrationException(
                        FailureCode.MAILBOX_MISSING, "not yet", null, new Origin("imap://new.example.test:993"));
            }
        });
        broker.worker("ann", world.workerRooms(), 1);

        RunResult result = world.manager(broker).run(world.stagedJob(), new SilentListener());

        assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
        assertThat(world.time.passed()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
    }

    private static MigrationException throttled() {
        return new MigrationException(
                FailureCode.ENDPOINT_THROTTLED, OLD + ": NO slow down", null, new Origin(OLD, Duration.ofMinutes(5)));
    }

    private void seed(int users) {
        List<String> rows = new ArrayList<>(List.of("EmailAddress,UserName,Password"));
        for (int user = 1; user <= users; user++) {
            world.seed("u" + user, ITEMS);
            rows.add("u%d@example.test,u%d,canary".formatted(user, user));
        }
        world.csv("users.csv", rows);
    }

    private Path job(String limits, String option) {
        return world.write("wave-1.yml", """
                name: wave-1
                type: imap
                csv: users.csv
                source: { endpoint: old-mail }
                target: { endpoint: new-mail }
                %s
                endpoints:
                  - { name: old-mail, kind: imap, host: old.example.test, login: { as: user }%s }
                  - { name: new-mail, kind: imap, host: new.example.test, login: { as: admin, user: boss, password: "file:secret" }, maxConcurrentMigrations: 100 }
                """.formatted(option, limits.isEmpty() ? "" : ", " + limits));
    }

    private void assertEverythingOnce(int users) {
        IntStream.rangeClosed(1, users)
                .forEach(user -> assertThat(JobWorld.contents(world.servers.target("u" + user + "@example.test")))
                        .hasSize(2 * ITEMS)
                        .doesNotHaveDuplicates());
    }

    /** False when it has taken too long. */
    private static boolean await(BooleanSupplier what, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (!what.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Sleeper.system().sleep(Duration.ofMillis(5));
        }
        return true;
    }

    /** One worker's view, that tells when it has gone by the complaint. */
    private static final class Looks implements PaceStore {
        private final PaceStore store;
        private volatile boolean seen;
        private volatile boolean looked;

        private Looks(PaceStore store) {
            this.store = store;
        }

        @Override
        public <T> T change(Collection<String> servers, BiFunction<Instant, Map<String, ServerPace>, T> work) {
            return store.change(servers, work);
        }

        @Override
        public Look look(Collection<String> working) {
            looked = seen; // the next look begins when the one before is obeyed
            Look look = store.look(working);
            seen = look.servers().values().stream().anyMatch(row -> row.slower().complaint() > 0);
            return look;
        }
    }
}
