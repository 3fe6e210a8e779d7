package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stagepost.migration.ServerLimitsTest.connections;
import static org.stagepost.migration.ServerLimitsTest.jobFile;
import static org.stagepost.migration.ServerLimitsTest.rates;
import static org.stagepost.migration.ServerLimitsTest.server;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.stagepost.endpoint.EndpointLimits;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Origin;
import org.stagepost.model.PassNumber;
import org.stagepost.testing.MemoryPaceStore;
import org.stagepost.testing.PassingTime;

/** The gates of two workers whose clocks differ, and of their manager; time passes when somebody waits. */
class SharedPacingTest {
    private static final EndpointLimits NONE = EndpointLimits.of(20, 20);
    private static final String OLD = "old.example.test";
    private static final String NEW = "new.example.test";
    private static final Origin ORIGIN = new Origin("imap://old.example.test:993");

    private final PassingTime time = new PassingTime();
    private final MemoryPaceStore store = new MemoryPaceStore(time);
    private final EndpointGates ann = worker(Duration.ZERO);
    private final EndpointGates bob = worker(Duration.ofHours(5));
    private final EndpointGates manager = new EndpointGates(time, time::sleep, new Random(1), 1000);
    private final JobFile wave = jobFile(server(OLD, NONE), server(NEW, NONE));

    @RepeatedTest(100)
    void togetherTheyKeepTheRateWhateverTheyTake(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        int perSecond = 1 + random.nextInt(1000);
        int most = 1 + perSecond / 2 + random.nextInt(3 * perSecond);
        JobFile slow = jobFile(server(OLD, rates(perSecond, 0)), server(NEW, NONE));
        List<Place> places = List.of(enter(ann, slow), enter(ann, slow), enter(bob, slow));
        long taken = 0;
        long last = 0;
        for (int i = 0; i < 2_000; i++) {
            int items = 1 + random.nextInt(most);
            if (places.get(random.nextInt(places.size()))
                    .takeTurn(slow, items, 1)
                    .isZero()) {
                last = items;
                taken += items;
            }
            time.sleep(Duration.ofMillis(random.nextInt(100)));
        }

        double seconds = time.passed().toMillis() / 1000.0;
        assertThat(taken - last).isLessThanOrEqualTo((long) (perSecond * (seconds + 1)));
        assertThat(taken).isGreaterThan((long) (perSecond * (seconds - 1) / 3));
    }

    @Test
    void aSliceThatMustWaitAtOneServerTakesNothingAtTheOther() {
        JobFile both = jobFile(server(OLD, rates(10, 0)), server(NEW, rates(0, 1_000)));
        JobFile source = jobFile(server(OLD, rates(10, 0)), server("third.example.test", NONE));
        JobFile target = jobFile(server("third.example.test", NONE), server(NEW, rates(0, 1_000)));
        assertThat(enter(ann, target).takeTurn(target, 1, 5_000)).isZero();

        assertThat(enter(bob, both).takeTurn(both, 10, 1)).isEqualTo(Duration.ofSeconds(5));

        assertThat(enter(bob, source).takeTurn(source, 10, 1)).isZero();
    }

    @Test
    void whoWasToldToWaitAsksNobodyMeanwhile() {
        JobFile slow = jobFile(server(OLD, rates(10, 0)), server(NEW, NONE));
        enter(ann, slow).takeTurn(slow, 100, 1);
        Place one = enter(bob, slow);
        Place other = enter(bob, slow);
        assertThat(one.takeTurn(slow, 1, 1)).isEqualTo(Duration.ofSeconds(10));
        int asked = store.changes.get();

        time.sleep(Duration.ofSeconds(9));
        assertThat(one.takeTurn(slow, 1, 1)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_050));
        assertThat(other.takeTurn(slow, 1, 1)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_050));

        assertThat(store.changes).hasValue(asked);
        time.sleep(Duration.ofMillis(1_050));
        assertThat(other.takeTurn(slow, 1, 1)).isZero();
    }

    @Test
    void whoMustWaitLongLetsItsConnectionsGoAndARaisedLimitHoldsAtOnce() {
        JobFile slow = jobFile(server(OLD, rates(1, 0)), server(NEW, NONE));
        JobFile fast = jobFile(server(OLD, rates(1_000, 0)), server(NEW, NONE));
        enter(ann, slow).takeTurn(slow, 300, 1);
        Place place = enter(bob, slow);
        assertThat(place.isUnwelcome(slow)).isFalse();

        place.takeTurn(slow, 1, 1);

        assertThat(place.isUnwelcome(slow)).isTrue();
        assertThat(place.isUnwelcome(fast)).isFalse();
        time.sleep(Duration.ofSeconds(1));
        assertThat(place.takeTurn(fast, 1, 1)).isZero();
    }

    @Test
    void withoutARateNobodyIsAsked() {
        Place place = enter(ann, wave);
        place.takeTurn(wave, 1_000, 1L << 40);
        place.progressed();

        assertThat(store.changes).hasValue(0);
    }

    @Test
    void whatOneHearsPausesAllAndHalvesTheirMailboxesOnce() {
        List<Place> anns = enter(ann, 4);
        List<Place> bobs = enter(bob, 4);
        Slowdown slowdown = anns.get(0).throttled(throttled(Duration.ofMinutes(5)));
        assertThat(slowdown.pause()).isBetween(Duration.ofMinutes(5), Duration.ofSeconds(330));
        assertThat(bobs.get(0).isUnwelcome(wave)).isFalse();

        bob.keepUp();
        bob.keepUp();

        assertThat(anns.get(1).isUnwelcome(wave)).isTrue();
        assertThat(bobs.get(0).isUnwelcome(wave)).isTrue();
        time.sleep(slowdown.pause());
        bob.keepUp();
        bobs.get(0).close();
        assertThat(bobs.get(1).isUnwelcome(wave)).isTrue();
        bobs.get(1).close();
        assertThat(bobs.get(2).isUnwelcome(wave)).isFalse();
    }

    @Test
    void whatSeveralHearAtTheSameTimeIsOneComplaint() {
        Place one = enter(ann, wave);
        Place other = enter(bob, wave);

        Slowdown first = one.throttled(throttled(Duration.ZERO));
        assertThat(other.throttled(throttled(Duration.ZERO)).pause()).isZero();
        assertThat(other.isUnwelcome(wave)).isTrue();
        time.sleep(first.pause());

        assertThat(other.throttled(throttled(Duration.ZERO)).pause())
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(66));
    }

    @Test
    void aServerIsGivenUpWhenNothingWentThroughAnywhere() {
        Place one = enter(ann, wave);
        Place other = enter(bob, wave);
        complainFor(one, SlowerPace.PATIENCE.minusMinutes(20));
        time.sleep(Duration.ofMinutes(20));

        assertThatThrownBy(() -> other.throttled(throttled(Duration.ZERO)))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.ENDPOINT_THROTTLED))
                .hasMessageContaining("nothing went through for 4 hours");
        assertThat(one.throttled(throttled(Duration.ZERO)).pause()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void whatWentThroughAtOneWorkerCountsForAll() {
        Place one = enter(ann, wave);
        Place other = enter(bob, wave);
        complainFor(one, SlowerPace.PATIENCE.minusMinutes(20));

        bob.keepUp();
        other.progressed();
        time.sleep(Duration.ofMinutes(20));

        assertThat(one.throttled(throttled(Duration.ZERO)).pause())
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(33));
    }

    @Test
    void complaintsOfARunThatIsLongOverAreForgotten() {
        enter(ann, wave).throttled(throttled(Duration.ZERO));
        time.sleep(SlowerPace.PATIENCE);

        assertThat(enter(bob, wave).throttled(throttled(Duration.ZERO)).pause())
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(33));
    }

    @Test
    void whoIsAloneHereIsOneTooManyWhereOthersAreAtWorkElsewhere() {
        Place late = enter(bob, wave);
        assertThat(late.turnedAway(throttled(Duration.ZERO))).isFalse();
        assertThat(late.isProven()).isFalse();
        enter(manager, 3);
        manager.hears(store.look(List.of()));
        Place early = enter(ann, wave);
        early.beginsWork();

        ann.keepUp();
        bob.keepUp();

        assertThat(late.isProven()).isTrue();
        assertThat(late.turnedAway(throttled(Duration.ZERO))).isTrue();
        manager.hears(store.look(List.of()));
        assertThat(manager.limit(EndpointGates.key(ORIGIN.address()))).isEqualTo(2);
        time.sleep(Duration.ofSeconds(16));
        early.close();
        assertThat(late.turnedAway(throttled(Duration.ZERO))).isFalse();
    }

    @Test
    void whoNeverReachedTheServerIsNotOneTooManyThere() {
        Place cutOff = enter(bob, wave);
        enter(ann, wave).beginsWork();
        ann.keepUp();
        bob.keepUp();
        MigrationException noRoute = new MigrationException(
                FailureCode.ENDPOINT_UNREACHABLE,
                "no route to host",
                null,
                new Origin(ORIGIN.address(), Duration.ZERO));

        assertThat(cutOff.turnedAway(noRoute)).isFalse();
        Place before = enter(bob, wave);
        before.beginsWork();
        before.close();
        assertThat(cutOff.turnedAway(noRoute)).isTrue();
    }

    @Test
    void theManagerLetsNobodyInMeanwhileAndTellsOnce() {
        enter(manager, 4);
        PaceWatch watch = new PaceWatch(store, manager);
        PaceWatch other = new PaceWatch(store, manager);
        assertThat(watch.look(wave)).isEmpty();
        Slowdown heard = enter(ann, wave).throttled(throttled(Duration.ofMinutes(5)));

        assertThat(watch.look(wave)).containsExactly(new Slowdown(ORIGIN.address(), heard.pause(), 2));
        assertThat(watch.look(wave)).isEmpty();
        assertThat(other.look(wave)).hasSize(1);
        assertThat(other.look(jobFile(server("third.example.test", NONE), server(NEW, NONE))))
                .isEmpty();

        assertThat(isLetIn(manager, wave)).isFalse();
        time.sleep(heard.pause());
        assertThat(isLetIn(manager, wave)).isFalse();
        time.sleep(EndpointGate.QUIET.multipliedBy(3));
        assertThat(isLetIn(manager, wave)).isTrue();
    }

    @Test
    void aWorkerOpensNoSecondPairWhereTheManagerCountsConnections() {
        JobFile counted = jobFile(server(OLD, connections(10)), server(NEW, NONE));

        assertThat(enter(ann, counted).secondPair(counted)).isEmpty();
        assertThat(enter(ann, wave).secondPair(wave)).isPresent();
        assertThat(enter(manager, counted).secondPair(counted)).isPresent();
    }

    /** A server that complains again as soon as its pause is over. */
    private void complainFor(Place place, Duration whole) {
        Duration before = time.passed();
        Duration left = whole;
        while (!left.isNegative() && !left.isZero()) {
            Duration pause = place.throttled(throttled(Duration.ZERO)).pause();
            time.sleep(pause.compareTo(left) < 0 ? pause : left);
            left = whole.minus(time.passed().minus(before));
        }
    }

    private EndpointGates worker(Duration ahead) {
        return new EndpointGates(Clock.offset(time, ahead), time::sleep, new Random(1), store);
    }

    private List<Place> enter(EndpointGates gates, int places) {
        return IntStream.range(0, places).mapToObj(i -> enter(gates, wave)).toList();
    }

    private static Place enter(EndpointGates gates, JobFile jobFile) {
        return gates.enter(jobFile, PassNumber.INITIAL, () -> false).orElseThrow();
    }

    /** Looks once. */
    private static boolean isLetIn(EndpointGates gates, JobFile jobFile) {
        AtomicBoolean looked = new AtomicBoolean();
        return gates.enter(jobFile, PassNumber.INITIAL, () -> looked.getAndSet(true))
                .isPresent();
    }

    private static MigrationException throttled(Duration pause) {
        return new MigrationException(
                FailureCode.ENDPOINT_THROTTLED, "NO Request is throttled.", null, new Origin(ORIGIN.address(), pause));
    }
}
