package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.EndpointLimits;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.QuietHours;
import org.stagepost.endpoint.Security;
import org.stagepost.migration.JobFile.Options;
import org.stagepost.migration.JobFile.Sides;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.PassNumber;
import org.stagepost.sync.Allowance;
import org.stagepost.sync.LabelMode;
import org.stagepost.sync.PairOpening;
import org.stagepost.testing.PassingTime;

/** What an endpoint's limits leave to each mailbox; time passes when somebody waits. */
class ServerLimitsTest {
    private static final EndpointLimits NONE = EndpointLimits.of(20, 20);
    private static final String OLD = "old.example.test";
    private static final String NEW = "new.example.test";

    private final PassingTime time = new PassingTime();
    private final EndpointGates gates = new EndpointGates(time, time::sleep, new Random(1), 1000);
    private final MemoryTraffic traffic = new MemoryTraffic();
    private DailyLimits days = new DailyLimits(traffic, time);

    @Test
    void mailboxesWaitAtTheGateForConnections() {
        JobFile wave = jobFile(server(OLD, connections(2)), server(NEW, NONE));
        Place first = enter(wave);
        enter(wave);

        assertThat(tryEnter(wave)).isEmpty();
        first.close();
        first.close();
        enter(wave);
        assertThat(tryEnter(wave)).isEmpty();
    }

    @Test
    void aServerThatIsSourceOfOneBatchAndTargetOfAnotherCountsBoth() {
        enter(jobFile(server(OLD, connections(1)), server(NEW, NONE)));

        assertThat(tryEnter(jobFile(server("third.example.test", NONE), server("OLD.example.test", connections(1)))))
                .isEmpty();
    }

    @Test
    void aMailboxThatNeedsMoreThanTheLimitGetsInAlone() {
        JobFile within = jobFile(server(OLD, connections(1)), server(OLD, connections(1)));
        Place alone = enter(within);

        assertThat(tryEnter(within)).isEmpty();
        alone.close();
        assertThat(tryEnter(within)).isPresent();
    }

    @Test
    void aSecondPairIsOpenedWhereThereIsRoomAndGivenBackOnce() {
        JobFile wave = jobFile(server(OLD, connections(3)), server(NEW, NONE));
        Place large = enter(wave);
        PairOpening.Claim second = large.secondPair(wave).orElseThrow();
        Place other = enter(wave);

        assertThat(other.secondPair(wave)).isEmpty();
        second.close();
        second.close();
        assertThat(other.secondPair(wave)).isPresent();
        assertThat(large.secondPair(wave)).isEmpty();
        assertThat(tryEnter(wave)).isEmpty();
    }

    @Test
    void nobodyTakesASecondPairWhileAMailboxWaitsForItsFirst() {
        JobFile wave = jobFile(server(OLD, connections(3)), server(NEW, NONE));
        Place large = enter(wave);
        Place leaving = enter(wave);
        assertThat(large.secondPair(wave)).isPresent();
        AtomicInteger looks = new AtomicInteger();
        AtomicBoolean second = new AtomicBoolean();

        Optional<Place> waited = gates.enter(wave, PassNumber.INITIAL, () -> {
            if (looks.incrementAndGet() == 2) {
                leaving.close();
                second.set(large.secondPair(wave).isPresent());
            }
            return false;
        });

        assertThat(second).isFalse();
        assertThat(waited).isPresent();
    }

    @Test
    void aRateIsSharedByAllMailboxesOfTheServerWhicheverBatchTheyAreOf() {
        JobFile wave = jobFile(server(OLD, rates(4, 0)), server(NEW, NONE));
        JobFile other = jobFile(server("third.example.test", NONE), server(OLD, rates(4, 0)));
        Allowance ann = allowance(wave);
        Allowance bob = allowance(other);

        int taken = 0;
        while (time.passed().compareTo(Duration.ofMinutes(1)) < 0) {
            taken += ann.take(ann.sliceItems(), 1000) ? ann.sliceItems() : 0;
            taken += bob.take(bob.sliceItems(), 1000) ? bob.sliceItems() : 0;
        }

        assertThat(ann.sliceItems()).isEqualTo(8);
        assertThat(taken / (double) time.passed().toSeconds()).isBetween(3.5, 4.3);
    }

    /** Who looks up, and is slow to look at the clock, must not give the others that time twice. */
    @Test
    void whoAsksWhetherToLeaveGivesNobodyMoreThanTheRate() throws InterruptedException {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        AtomicReference<Thread> slow = new AtomicReference<>();
        InstantSource slowly = () -> {
            Instant now = time.instant();
            if (Thread.currentThread().equals(slow.get())) {
                read.countDown();
                awaitBriefly(taken);
            }
            return now;
        };
        EndpointGates shared = new EndpointGates(slowly.withZone(ZoneOffset.UTC), time::sleep, new Random(1), 1000);
        JobFile wave = jobFile(server(OLD, rates(5, 0)), server(NEW, NONE));
        Place ann = shared.enter(wave, PassNumber.INITIAL, () -> false).orElseThrow();
        Place bob = shared.enter(wave, PassNumber.INITIAL, () -> false).orElseThrow();
        assertThat(ann.takeTurn(wave, 10, 1)).isZero();
        Thread asking = new Thread(() -> bob.isUnwelcome(wave));
        slow.set(asking);
        asking.start();
        read.await();

        time.sleep(Duration.ofSeconds(2));
        assertThat(ann.takeTurn(wave, 10, 1)).isZero();
        taken.countDown();
        asking.join();

        assertThat(ann.takeTurn(wave, 10, 1)).isEqualTo(Duration.ofSeconds(2));
    }

    private static void awaitBriefly(CountDownLatch latch) {
        try {
            latch.await(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theSlowerServerAndTheSlowerUnitCount() {
        Allowance both = allowance(jobFile(server(OLD, rates(100, 1_000)), server(NEW, rates(10, 50_000))));

        assertThat(both.isSlow()).isTrue();
        assertThat(both.sliceItems()).isEqualTo(20);
        assertThat(both.sliceBytes()).isEqualTo(2_000);
        assertThat(both.take(1, 5_000)).isTrue();
        assertThat(takeWhenItMay(both, 1, 100)).isBetween(Duration.ofMillis(4_900), Duration.ofMillis(5_200));
    }

    @Test
    void whoMayNotGoTakesNothingAndHearsSoInAboutASecond() {
        Allowance one = allowance(jobFile(server(OLD, rates(1, 0)), server(NEW, NONE)));
        one.take(10, 1);
        Instant before = time.instant();

        assertThat(one.take(1, 1)).isFalse();
        assertThat(Duration.between(before, time.instant())).isLessThanOrEqualTo(Duration.ofMillis(1_100));
    }

    @Test
    void aLimitThatIsChangedHoldsAtOnce() {
        JobFile unlimited = jobFile(server(OLD, NONE), server(NEW, NONE));
        JobFile slow = jobFile(server(OLD, rates(1, 0)), server(NEW, NONE));
        JobFile fast = jobFile(server(OLD, rates(1_000, 0)), server(NEW, NONE));
        List<JobFile> latest = new ArrayList<>(List.of(unlimited));
        Place place = enter(unlimited);
        Allowance allowance = new ServerAllowance(() -> latest.get(0), place, day());
        assertThat(allowance.isSlow()).isFalse();
        assertThat(allowance.sliceItems()).isEqualTo(Integer.MAX_VALUE);

        latest.set(0, slow);
        assertThat(allowance.sliceItems()).isEqualTo(2);
        assertThat(allowance.take(500, 1)).isTrue();
        assertThat(allowance.take(1, 1)).isFalse();
        assertThat(place.isUnwelcome(slow)).isTrue();

        latest.set(0, fast);
        assertThat(place.isUnwelcome(fast)).isFalse();
        assertThat(allowance.take(1, 1)).isTrue();
    }

    @Test
    void nobodyHoldsAConnectionThroughALongDebt() {
        JobFile wave = jobFile(server(OLD, rates(0, 1_000)), server(NEW, NONE));
        Place place = enter(wave);

        assertThat(new ServerAllowance(() -> wave, place, day()).take(1, 600_000))
                .isTrue();

        assertThat(place.isUnwelcome(wave)).isTrue();
        place.close();
        assertThat(tryEnter(wave)).isEmpty();
        assertThat(gates.enter(wave, PassNumber.INITIAL, () -> false)).isPresent();
        assertThat(time.passed()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    }

    @Test
    void quietHoursEmptyTheServerAndMailboxesGoOnAtTheirEnd() {
        // PassingTime begins at noon
        JobFile wave = jobFile(server(OLD, NONE), server(NEW, quiet("12:30-13:00 UTC", "13:00-13:15 UTC")));
        Place place = enter(wave);
        assertThat(place.isUnwelcome(wave)).isFalse();
        assertThat(gates.quiet(wave)).isEmpty();
        time.sleep(Duration.ofMinutes(30));

        assertThat(place.isUnwelcome(wave)).isTrue();
        assertThat(gates.quiet(wave))
                .contains("Quiet hours of endpoint new: nothing is copied until 2026-06-01T13:15:00Z.");
        place.close();
        assertThat(gates.enter(wave, PassNumber.INITIAL, () -> false)).isPresent();
        assertThat(time.passed()).isBetween(Duration.ofMinutes(75), Duration.ofMinutes(76));
    }

    @Test
    void aMailboxMovesNoMoreADayThanItsServersAllow() {
        JobFile wave = jobFile(server(OLD, perDay(2_500, 1)), server(NEW, perDay(1, 500)));
        MailboxDay day = day();
        Allowance allowance = new ServerAllowance(() -> wave, enter(wave), day);

        assertThat(allowance.sliceBytes()).isEqualTo(500);
        assertThat(allowance.take(1, 300)).isTrue();
        assertThat(day.usedUpUntil(wave)).isEmpty();
        assertThat(allowance.sliceBytes()).isEqualTo(200);
        time.sleep(Duration.ofHours(1));
        assertThat(allowance.take(1, 201)).isFalse();

        assertThat(day.usedUpUntil(wave)).contains(PassingTime.BEGIN.plus(Duration.ofHours(24)));
        assertThat(traffic.days.values()).extracting(DailyTraffic.Day::bytes).containsExactly(300L, 300L);
        time.sleep(Duration.ofHours(23));
        assertThat(day.usedUpUntil(wave)).isEmpty();
        assertThat(allowance.sliceBytes()).isEqualTo(500);
        assertThat(allowance.take(1, 201)).isTrue();
    }

    @Test
    void severalWhoUseOneMailboxMoveNoMoreADayTogether() {
        JobFile wave = jobFile(server(OLD, perDay(1_000, 0)), server(NEW, perDay(0, 500)));

        long taken = IntStream.range(0, 400)
                .parallel()
                .filter(number -> day().take(wave, 100))
                .count();

        assertThat(taken).isEqualTo(5);
        assertThat(traffic.days.values()).extracting(DailyTraffic.Day::bytes).containsExactly(500L, 500L);
    }

    @Test
    void theDayGoesOnInTheNextProcess() {
        JobFile wave = jobFile(server(OLD, perDay(500, 0)), server(NEW, NONE));
        allowance(wave).take(1, 400);
        time.sleep(Duration.ofHours(3));

        days = new DailyLimits(traffic, time);

        assertThat(allowance(wave).take(1, 101)).isFalse();
        assertThat(day().usedUpUntil(wave)).contains(PassingTime.BEGIN.plus(Duration.ofHours(24)));
        assertThat(allowance(wave).take(1, 100)).isTrue();
    }

    @Test
    void anItemAboveTheLimitGoesAloneAtTheBeginningOfADay() {
        JobFile wave = jobFile(server(OLD, perDay(500, 0)), server(NEW, NONE));
        Allowance allowance = allowance(wave);

        assertThat(allowance.take(1, 900)).isTrue();
        assertThat(allowance.take(1, 1)).isFalse();
    }

    @Test
    void aRaisedLimitEndsTheRest() {
        JobFile wave = jobFile(server(OLD, perDay(500, 0)), server(NEW, NONE));
        Allowance allowance = allowance(wave);
        allowance.take(1, 400);
        allowance.take(1, 200);
        assertThat(day().usedUpUntil(wave)).isPresent();

        assertThat(day().usedUpUntil(jobFile(server(OLD, perDay(600, 0)), server(NEW, NONE))))
                .isEmpty();
        assertThat(day().usedUpUntil(jobFile(server(OLD, NONE), server(NEW, NONE))))
                .isEmpty();
    }

    @Test
    void withoutLimitsNothingIsLookedUpOrRemembered() {
        JobFile wave = jobFile(server(OLD, NONE), server(NEW, NONE));
        Allowance allowance = allowance(wave);
        Instant before = time.instant();

        assertThat(allowance.take(1000, 1L << 40)).isTrue();
        assertThat(allowance.take(1000, 1L << 40)).isTrue();

        assertThat(allowance.isSlow()).isFalse();
        assertThat(allowance.sliceBytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(traffic.calls).hasValue(0);
        assertThat(time.instant()).isEqualTo(before);
    }

    private Duration takeWhenItMay(Allowance allowance, int items, long bytes) {
        Instant before = time.instant();
        while (!allowance.take(items, bytes)) {}
        return Duration.between(before, time.instant());
    }

    private Allowance allowance(JobFile jobFile) {
        return new ServerAllowance(() -> jobFile, enter(jobFile), day());
    }

    private MailboxDay day() {
        MailboxLogins logins = new MailboxLogins(
                (reference, purpose) -> Secret.of("x"), (grant, mailbox, halted) -> () -> Secret.of("x"));
        SecretReference none = SecretReference.none();
        return new MailboxDay(
                days, logins, new UserRow(2, new EmailAddress("ann@example.test"), "ann", none, false, "", "", none));
    }

    private Place enter(JobFile jobFile) {
        return tryEnter(jobFile).orElseThrow();
    }

    /** Looks once. */
    private Optional<Place> tryEnter(JobFile jobFile) {
        AtomicBoolean looked = new AtomicBoolean();
        return gates.enter(jobFile, PassNumber.INITIAL, () -> looked.getAndSet(true));
    }

    static EndpointLimits connections(int most) {
        return new EndpointLimits(20, 20, most, 0, 0, 0, 0, List.of());
    }

    static EndpointLimits rates(int messages, long bytes) {
        return new EndpointLimits(20, 20, 0, messages, bytes, 0, 0, List.of());
    }

    private static EndpointLimits perDay(long down, long up) {
        return new EndpointLimits(20, 20, 0, 0, 0, down, up, List.of());
    }

    private static EndpointLimits quiet(String... hours) {
        return new EndpointLimits(
                20,
                20,
                0,
                0,
                0,
                0,
                0,
                List.of(hours).stream()
                        .map(text -> QuietHours.parse(text).orElseThrow())
                        .toList());
    }

    static Endpoint server(String host, EndpointLimits limits) {
        return Endpoint.at(
                        host.substring(0, host.indexOf('.')).toLowerCase(Locale.ROOT),
                        EndpointKind.IMAP,
                        host,
                        993,
                        Protection.of(Security.TLS, ""))
                .withLimits(limits);
    }

    static JobFile jobFile(Endpoint source, Endpoint target) {
        Options options = new Options(
                DirectoryOptions.USUAL,
                1000,
                Priority.NORMAL,
                false,
                List.of(),
                List.of(),
                -1,
                -1,
                false,
                PairOpening.NEVER,
                LabelMode.ONE_COPY,
                MailOptions.NONE,
                null,
                PassOptions.USUAL,
                "",
                "",
                false,
                new RowDefaults(SecretReference.none(), false, ""));
        return new JobFile(
                Path.of("wave.yml"),
                new BatchName("wave-1"),
                MigrationType.IMAP,
                Path.of("users.csv"),
                new Sides(source, target, null, null, null),
                options);
    }
}
