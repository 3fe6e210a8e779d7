package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stagepost.migration.ServerLimitsTest.jobFile;
import static org.stagepost.migration.ServerLimitsTest.rates;
import static org.stagepost.migration.ServerLimitsTest.server;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.endpoint.EndpointLimits;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Origin;
import org.stagepost.model.PassNumber;
import org.stagepost.persistence.Store;
import org.stagepost.persistence.ledger.JdbcPaceStore;
import org.stagepost.persistence.ledger.Transactions;
import org.stagepost.sync.Sleeper;
import org.stagepost.testing.TestStores;

/** Workers over one database, by whose clock they go. */
@Tag("postgresql")
@Timeout(60)
class StoredPaceTest {
    private static final String OLD = "imap://old.example.test:993";
    private static final String NEW = "imap://new.example.test:993";
    private static final int WORKERS = 8;
    private static final int PER_SECOND = 200;
    private static final int MOST = 60;
    private static final int ENOUGH = 700;
    private static final EndpointLimits NONE = EndpointLimits.of(20, 20);

    private final Store store;
    private final JdbcPaceStore pace;

    StoredPaceTest(@TempDir Path folder) {
        store = TestStores.open(new HomeFolder(folder));
        pace = new JdbcPaceStore(new Transactions(store));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void allWorkersTogetherKeepTheRatesOfBothServers() throws InterruptedException {
        JobFile slow = jobFile(
                server("old.example.test", rates(PER_SECOND, 0)), server("new.example.test", rates(0, PER_SECOND)));
        AtomicInteger taken = new AtomicInteger();
        Instant begin = pace.look(Set.of()).now();
        List<Thread> workers = IntStream.range(0, WORKERS)
                .mapToObj(number -> new Thread(() -> {
                    Random random = new Random(number);
                    Place place = worker().enter(slow, PassNumber.INITIAL, () -> false)
                            .orElseThrow();
                    while (taken.get() < ENOUGH) {
                        int items = 1 + random.nextInt(MOST);
                        Duration wait = place.takeTurn(slow, items, items);
                        if (wait.isZero()) {
                            taken.addAndGet(items);
                        } else {
                            place.sleep(wait);
                        }
                    }
                }))
                .toList();
        workers.forEach(Thread::start);
        for (Thread worker : workers) {
            worker.join();
        }

        Duration passed = Duration.between(begin, pace.look(Set.of()).now());
        assertThat(taken.get()).isGreaterThanOrEqualTo(ENOUGH);
        // the last ones, which are owed; nobody has credit at the beginning
        assertThat(taken.get() - MOST).isLessThanOrEqualTo((int) (PER_SECOND * (passed.toMillis() + 1) / 1000.0));
    }

    @Test
    void ofAllWorkersWhoAskAtTheSameTimeOneGoes() {
        JobFile slow = jobFile(server("old.example.test", rates(1, 0)), server("new.example.test", rates(0, 1)));

        long gone = IntStream.range(0, WORKERS)
                .parallel()
                .mapToObj(number ->
                        worker().enter(slow, PassNumber.INITIAL, () -> false).orElseThrow())
                .filter(place -> place.takeTurn(slow, 3_600, 3_600).isZero())
                .count();

        assertThat(gone).isEqualTo(1);
    }

    @Test
    void whoChangesAServerIsAloneWithIt() {
        int times = 100;

        IntStream.range(0, times)
                .parallel()
                .forEach(number -> pace.change(Set.of(OLD, NEW), (now, rows) -> {
                    Sleeper.system().sleep(Duration.ofMillis(2));
                    rows.replaceAll((server, row) -> row.withOneTurnedAway());
                    return true;
                }));

        assertThat(pace.look(Set.of()).servers().values())
                .extracting(ServerPace::turnedAway)
                .containsExactly((long) times, (long) times);
    }

    @Test
    void aComplaintOfOneWorkerPausesTheOthers() {
        JobFile wave = jobFile(server("old.example.test", NONE), server("new.example.test", NONE));
        EndpointGates ann = worker();
        EndpointGates bob = worker();
        Place one = ann.enter(wave, PassNumber.INITIAL, () -> false).orElseThrow();
        Place other = bob.enter(wave, PassNumber.INITIAL, () -> false).orElseThrow();
        MigrationException complaint =
                new MigrationException(FailureCode.ENDPOINT_THROTTLED, "NO slow down", null, new Origin(OLD));

        assertThat(one.throttled(complaint).pause()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(33));
        assertThat(other.isUnwelcome(wave)).isFalse();
        bob.keepUp();

        assertThat(other.isUnwelcome(wave)).isTrue();
        assertThat(other.throttled(complaint).pause()).isZero();
        other.progressed();
        assertThat(slower(OLD).since()).isNull();
        assertThat(slower(OLD).complaint()).isEqualTo(1);
        assertThat(slower(OLD).inARow()).isZero();
    }

    @Test
    void everythingThatIsKnownOfAServerIsKept() {
        Instant noon = Instant.parse("2026-06-01T12:00:00.123456Z");
        ServerPace known = new ServerPace(
                new RateLevel(-3.25, noon),
                new RateLevel(5e9, noon.plusSeconds(1)),
                new SlowerPace(7, 3, noon.plusSeconds(2), noon.plusSeconds(3)),
                4,
                Instant.EPOCH);

        pace.change(Set.of(NEW, OLD), (now, rows) -> {
            assertThat(rows).isEqualTo(Map.of(OLD, ServerPace.NEW, NEW, ServerPace.NEW));
            return rows.put(OLD, known);
        });

        assertThat(pace.look(Set.of()).servers()).isEqualTo(Map.of(OLD, known, NEW, ServerPace.NEW));
    }

    @Test
    void whoLooksTellsWhereItWorksAndWaitsForNobody() {
        pace.look(Set.of(OLD));
        assertThat(worked(OLD)).isEqualTo(Instant.EPOCH);

        pace.change(Set.of(OLD), (now, rows) -> pace.look(Set.of(OLD)));
        assertThat(worked(OLD)).isEqualTo(Instant.EPOCH);
        Instant before = pace.look(Set.of(OLD)).now();

        assertThat(worked(OLD)).isAfterOrEqualTo(before.minusSeconds(1));
        Instant once = worked(OLD);
        pace.look(Set.of(OLD));
        assertThat(worked(OLD)).isEqualTo(once);
    }

    private SlowerPace slower(String server) {
        return pace.look(Set.of())
                .servers()
                .getOrDefault(server, ServerPace.NEW)
                .slower();
    }

    private Instant worked(String server) {
        return pace.look(Set.of())
                .servers()
                .getOrDefault(server, ServerPace.NEW)
                .worked();
    }

    private EndpointGates worker() {
        return new EndpointGates(Clock.systemUTC(), Sleeper.system(), new Random(1), pace);
    }
}
