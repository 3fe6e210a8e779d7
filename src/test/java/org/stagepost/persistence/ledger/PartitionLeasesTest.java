package org.stagepost.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.Lease;
import org.stagepost.migration.PartitionBoard.Ended;
import org.stagepost.migration.PartitionBoard.Poisoned;
import org.stagepost.migration.PartitionEnding;
import org.stagepost.migration.PartitionEnding.Counts;
import org.stagepost.migration.PartitionEnding.End;
import org.stagepost.migration.PartitionLeases.Why;
import org.stagepost.migration.PartitionLeases.Wishes;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Release;
import org.stagepost.model.UserId;
import org.stagepost.model.WorkerId;

/** Partitions between a manager and workers; a lease of no time has run out at once. */
@Tag("postgresql")
class PartitionLeasesTest {
    private static final long RUN = 7;
    private static final Instant BEGAN = Instant.parse("2026-12-01T20:00:00Z");
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration NO_TIME = Duration.ofSeconds(-1);
    private static final WorkerId ANN = new WorkerId("ann.example.test/1");
    private static final WorkerId BOB = new WorkerId("bob.example.test/1");
    private static final PartitionEnding COMPLETED =
            new PartitionEnding(End.COMPLETED, new Counts(4, 3, 2, 1), null, List.of("one", "two"));

    private final LedgerRig rig;
    private final JdbcPartitionBoard board;
    private final JdbcPartitionLeases leases;

    PartitionLeasesTest(@TempDir Path folder) {
        rig = new LedgerRig(folder);
        board = new JdbcPartitionBoard(rig.transactions, new Release("1.2.3"));
        leases = new JdbcPartitionLeases(rig.transactions, new Release("1.2.9-SNAPSHOT"));
        board.offer(RUN, BEGAN, Map.of(11L, new UserId(1), 12L, new UserId(2)));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aPartitionIsTakenOnceAndByWhoKnowsItsExecution() {
        Lease lease = take(11, ANN, LONG);

        assertThat(lease).isEqualTo(new Lease(11, RUN, new UserId(1), BEGAN, null, ANN, 1));
        assertThat(leases.take(11, RUN, BOB, LONG)).isEmpty();
        assertThat(leases.take(12, RUN - 1, BOB, LONG)).isEmpty();
        assertThat(leases.take(13, RUN, BOB, LONG)).isEmpty();
    }

    @Test
    void whoDoesNotReachTheServersIsRememberedUntilAnotherOneReachesThem() {
        Lease ann = take(11, ANN, LONG);
        assertThat(leases.refuse(ann)).isEmpty();
        assertThat(leases.giveBack(ann, Why.NOT_FROM_HERE, List.of())).isTrue();
        assertThat(board.lapsed(RUN, LONG)).as("others are told at once").containsExactly(11L);
        assertThat(leases.refuse(take(12, ANN, LONG))).as("only by itself").isEmpty();

        Lease bob = take(11, BOB, LONG);
        assertThat(leases.refuse(bob)).containsExactly(ANN);
        assertThat(leases.refuse(ann)).as("no lease of its own").containsExactly(BOB);
        leases.opened(BOB, List.of(11L));

        assertThat(leases.refuse(bob)).containsExactly(ANN); // of the other partition
    }

    @Test
    void warningsOfAllWhoHadItAreTold() {
        leases.giveBack(take(11, ANN, LONG), Why.DRAINS, List.of("zero\nin two lines"));
        leases.end(take(11, BOB, LONG), COMPLETED);

        assertThat(Objects.requireNonNull(board.ended(RUN).get(11L)).ending().warnings())
                .containsExactly("zero in two lines", "one", "two");
    }

    @Test
    void oneWorkerThatCannotWorkOnItThriceIsEnough() {
        for (int time = 1; time <= 3; time++) {
            assertThat(board.poisoned(RUN, 3)).isEmpty();
            leases.giveBack(take(11, ANN, LONG), Why.CANNOT_BE_WORKED_ON, List.of());
        }

        assertThat(board.poisoned(RUN, 3)).extracting(Poisoned::partition).containsExactly(11L);
    }

    @Test
    void aWorkerOfAnotherVersionLeavesWhatIsOffered() {
        JdbcPartitionLeases later = new JdbcPartitionLeases(rig.transactions, new Release("1.3.0"));

        assertThat(later.take(11, RUN, BOB, LONG)).isEmpty();
        assertThat(later.isForOtherVersion(11, RUN)).isTrue();
        assertThat(leases.isForOtherVersion(11, RUN)).isFalse();
        take(11, ANN, LONG);
        assertThat(later.isForOtherVersion(11, RUN))
                .as("held, so the message is done")
                .isFalse();
        assertThat(later.isForOtherVersion(13, RUN)).isFalse();
    }

    @Test
    void whatEndedIsCollectedOnceWithEverythingThatIsKnownOfIt() {
        MigrationException refused = new MigrationException(FailureCode.CREDENTIALS_REFUSED, "no such admin");
        PartitionEnding failed = new PartitionEnding(End.FAILED, Counts.NONE, refused, List.of());
        assertThat(leases.end(take(11, ANN, LONG), COMPLETED)).isTrue();
        assertThat(leases.end(take(12, ANN, LONG), failed)).isTrue();
        assertThat(board.left(RUN)).isEqualTo(2);

        Map<Long, Ended> ended = board.ended(RUN);
        assertThat(board.ended(RUN)).hasSize(2); // until it is forgotten
        board.forget(ended.keySet());

        assertThat(ended.get(11L)).isEqualTo(new Ended(ANN, COMPLETED));
        assertThat(ended.get(12L))
                .usingRecursiveComparison()
                .ignoringFields("ending.failure")
                .isEqualTo(new Ended(ANN, failed));
        assertThat(ended.values()).extracting(one -> one.ending().failure()).anySatisfy(failure -> assertThat(failure)
                .hasMessage(refused.getMessage()));
        assertThat(board.ended(RUN)).isEmpty();
        assertThat(board.left(RUN)).isZero();
        assertThat(leases.take(11, RUN, BOB, LONG)).isEmpty();
    }

    @Test
    void whoseLeaseRanOutEndsNothingOnceAnotherHasIt() {
        Lease old = take(11, ANN, NO_TIME);
        assertThat(board.lapsed(RUN, LONG)).contains(11L);
        Lease now = take(11, BOB, LONG);

        assertThat(now.epoch()).isEqualTo(2);
        assertThat(leases.end(old, COMPLETED)).isFalse();
        assertThat(leases.claim(old, "box")).isFalse();
        assertThat(leases.giveBack(old, Why.PAUSES, List.of())).isFalse();
        assertThat(leases.renew(ANN, List.of(11L), LONG)).isEmpty();
        assertThat(leases.end(now, COMPLETED)).isTrue();
    }

    @Test
    void aLeaseThatIsRenewedDoesNotRunOut() {
        take(11, ANN, NO_TIME);
        take(12, ANN, NO_TIME);

        assertThat(leases.renew(ANN, List.of(11L), LONG)).containsOnlyKeys(11L);

        assertThat(board.lapsed(RUN, LONG)).containsExactly(12L); // which its holder does not know of
    }

    @Test
    void whatNobodyTookIsSentAgainAfterAWhileOnly() {
        board.sent(List.of(11L));

        assertThat(board.lapsed(RUN, LONG)).isEmpty();
        assertThat(board.lapsed(RUN, NO_TIME)).containsExactly(11L);
    }

    @Test
    void aPartitionThatLosesOneWorkerAfterTheOtherIsPoisoned() {
        lose(11, ANN);
        lose(11, BOB);
        assertThat(board.poisoned(RUN, 3)).isEmpty();
        lose(11, ANN);

        assertThat(board.poisoned(RUN, 3)).containsExactly(new Poisoned(11, new UserId(1), List.of(ANN, BOB, ANN)));
        assertThat(board.withdraw(11)).isTrue();
        assertThat(board.left(RUN)).isEqualTo(1);
    }

    @Test
    void progressAndWhoTurnsOutToLiveDoNotCount() {
        lose(11, ANN);
        take(11, BOB, LONG);
        leases.progressed(BOB, List.of(11L));
        leases.renew(BOB, List.of(11L), NO_TIME);
        board.lapsed(RUN, LONG);
        Lease frozen = take(11, ANN, NO_TIME);
        board.lapsed(RUN, LONG);
        assertThat(board.poisoned(RUN, 1)).containsExactly(new Poisoned(11, new UserId(1), List.of(BOB, ANN)));

        leases.giveBack(frozen, Why.PAUSES, List.of());

        assertThat(board.poisoned(RUN, 1)).containsExactly(new Poisoned(11, new UserId(1), List.of(BOB)));
    }

    @Test
    void whatWasGivenBackIsSentAtOnceAndCountsNothing() {
        board.sent(List.of(11L, 12L));
        assertThat(leases.giveBack(take(11, ANN, LONG), Why.DRAINS, List.of())).isTrue();

        assertThat(board.lapsed(RUN, LONG)).containsExactly(11L);
        assertThat(board.poisoned(RUN, 1)).isEmpty();
    }

    @Test
    void whatCannotBeWorkedOnCountsAndIsNotSentAtOnce() {
        board.sent(List.of(11L, 12L));
        leases.giveBack(take(11, ANN, LONG), Why.CANNOT_BE_WORKED_ON, List.of());
        leases.giveBack(take(12, ANN, LONG), Why.PAUSES, List.of());

        assertThat(board.lapsed(RUN, LONG)).isEmpty();
        assertThat(board.poisoned(RUN, 1)).containsExactly(new Poisoned(11, new UserId(1), List.of(ANN)));
    }

    @Test
    void whatIsToStopIsTakenByNobodyAndWithdrawn() {
        board.askToStop(RUN, new UserId(1));

        assertThat(leases.take(11, RUN, BOB, LONG)).isEmpty();
        take(12, BOB, LONG);
        assertThat(board.withdrawAll(RUN)).containsExactly(11L);
        assertThat(board.left(RUN)).isEqualTo(1);
    }

    @Test
    void wishesReachWhoRenews() {
        take(11, ANN, LONG);
        take(12, ANN, LONG);
        board.askToStop(RUN, new UserId(2));
        board.settingsChanged(RUN);

        assertThat(wishes(11).stop()).isFalse();
        assertThat(wishes(11).settings()).isEqualTo(1);
        assertThat(wishes(12).stop()).isTrue();
        board.askToStop(RUN);
        assertThat(wishes(11).stop()).isTrue();
    }

    @Test
    void aMailboxIsClaimedByOneLeaseAtATime() {
        Lease one = take(11, ANN, LONG);
        Lease other = take(12, BOB, LONG);

        assertThat(leases.claim(one, "new.example.test ann")).isTrue();
        assertThat(leases.claim(one, "new.example.test ann")).isTrue();
        assertThat(leases.claim(other, "new.example.test ann")).isFalse();
        leases.end(one, COMPLETED);
        assertThat(leases.claim(other, "new.example.test ann")).isTrue();
    }

    @Test
    void whoTakesOverWaitsForThoseWhoHoldSomething() {
        Lease held = take(11, ANN, LONG);

        assertThat(board.revoke(List.of(RUN))).isBetween(Duration.ofSeconds(1), LONG);
        assertThat(leases.renew(ANN, List.of(11L), LONG)).isEmpty();
        assertThat(leases.end(held, COMPLETED)).isFalse();
        assertThat(leases.take(12, RUN, BOB, LONG)).isEmpty();
        leases.giveBack(held, Why.DRAINS, List.of());

        assertThat(board.revoke(List.of(RUN))).isZero();
        assertThat(board.left(RUN)).isZero();
    }

    @Test
    void whoTakesOverDoesNotWaitForWhatRanOut() {
        take(11, ANN, NO_TIME);

        assertThat(board.revoke(List.of(RUN))).isZero();
    }

    private Lease take(long partition, WorkerId worker, Duration time) {
        return leases.take(partition, RUN, worker, time).orElseThrow();
    }

    private Wishes wishes(long partition) {
        return Objects.requireNonNull(
                leases.renew(ANN, List.of(partition), LONG).get(partition));
    }

    private void lose(long partition, WorkerId worker) {
        take(partition, worker, NO_TIME);
        board.lapsed(RUN, LONG);
    }
}
