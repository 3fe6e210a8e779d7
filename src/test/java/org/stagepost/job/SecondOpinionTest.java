package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stagepost.migration.KnownWorker;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Release;
import org.stagepost.model.WorkerId;
import org.stagepost.testing.QuietWorkerList;

class SecondOpinionTest {
    private static final WorkerId ANN = new WorkerId("ann/1");
    private static final WorkerId BOB = new WorkerId("bob/1");
    private static final long RUN = 7;

    private final Others workers = new Others();
    private long nanos;
    private final SecondOpinion opinion =
            new SecondOpinion(ANN, workers, () -> nanos, pause -> nanos += pause.toNanos());

    @Test
    void whereNobodyElseIsThereNobodyIsAsked() {
        workers.there = List.of(ANN);

        assertThat(opinion.isToBeHad(RUN, Set.of())).isFalse();
        assertThat(opinion.othersGetIn(RUN, Set::of, () -> false)).isFalse();
        assertThat(nanos).isZero();
    }

    @Test
    void othersAreAskedOfWhatMayBeThisMachinesFault() {
        assertThat(SecondOpinion.isWanted(FailureCode.ENDPOINT_UNREACHABLE)).isTrue();
        assertThat(SecondOpinion.isWanted(FailureCode.CREDENTIALS_REFUSED)).isFalse();
        assertThat(SecondOpinion.isWanted(FailureCode.ENDPOINT_THROTTLED)).isFalse();
    }

    @Test
    void whoDoesNotReachItEitherKnowsNoBetter() {
        workers.there = List.of(ANN, BOB);

        assertThat(opinion.isToBeHad(RUN, Set.of())).isTrue();
        assertThat(opinion.isToBeHad(RUN, Set.of(BOB))).isFalse();
    }

    @Test
    void onceNobodyIsLeftWhoMayReachItNobodyIsWaitedFor() {
        workers.there = List.of(ANN, BOB);

        assertThat(opinion.othersGetIn(
                        RUN,
                        () -> elapsed().compareTo(Duration.ofSeconds(4)) >= 0 ? Set.of(BOB) : Set.of(),
                        () -> false))
                .isFalse();
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void othersGetInOnceOneHasOpenedAMailboxAfterTheFailure() {
        workers.there = List.of(ANN, BOB);
        workers.opened = List.of(Duration.ofSeconds(9));

        assertThat(opinion.othersGetIn(RUN, Set::of, () -> false)).isTrue();
        assertThat(elapsed()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(12));
    }

    @Test
    void whatWasOpenedBeforeTheFailureProvesNothing() {
        workers.there = List.of(ANN, BOB);
        workers.opened = List.of(Duration.ZERO);

        assertThat(opinion.othersGetIn(RUN, Set::of, () -> false)).isFalse();
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void whoIsHaltedWaitsNoLonger() {
        workers.there = List.of(ANN, BOB);

        assertThat(opinion.othersGetIn(RUN, Set::of, () -> elapsed().compareTo(Duration.ofSeconds(10)) >= 0))
                .isFalse();
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void allThreadsOfAWorkerHaveOneLook() {
        workers.there = List.of(ANN, BOB);

        for (int thread = 0; thread < 10; thread++) {
            opinion.isToBeHad(RUN, Set.of());
        }

        assertThat(workers.looks).isEqualTo(1);
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanos);
    }

    /** Workers that open mailboxes at some times after the beginning. */
    private final class Others extends QuietWorkerList {
        private List<WorkerId> there = new ArrayList<>();
        private List<Duration> opened = List.of();
        private int looks;

        @Override
        public Optional<Duration> sinceOpenedElsewhere(WorkerId worker, long execution) {
            return opened.stream()
                    .filter(at -> at.compareTo(elapsed()) <= 0)
                    .map(at -> elapsed().minus(at))
                    .findFirst();
        }

        @Override
        public List<KnownWorker> all() {
            looks++;
            return there.stream()
                    .map(id -> new KnownWorker(
                            new SignOfLife(id, 1, false, 0),
                            new Release("1.2.3"),
                            Instant.EPOCH,
                            Duration.ZERO,
                            0,
                            true))
                    .toList();
        }
    }
}
