package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stagepost.migration.KnownWorker;
import org.stagepost.migration.WorkerList;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Release;
import org.stagepost.model.WorkerId;

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

        assertThat(opinion.othersGetThrough(RUN, () -> false)).isFalse();
        assertThat(nanos).isZero();
    }

    @Test
    void itIsOnlyHereOnceSomethingCameThroughElsewhereAfterTheFailure() {
        workers.there = List.of(ANN, BOB);
        workers.progress = List.of(Duration.ofSeconds(9));

        assertThat(opinion.othersGetThrough(RUN, () -> false)).isTrue();
        assertThat(elapsed()).isGreaterThan(Duration.ofSeconds(9));
    }

    @Test
    void whatCameThroughBeforeTheFailureProvesNothing() {
        workers.there = List.of(ANN, BOB);
        workers.progress = List.of(Duration.ZERO);

        assertThat(opinion.othersGetThrough(RUN, () -> false)).isFalse();
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void whoIsHaltedWaitsNoLonger() {
        workers.there = List.of(ANN, BOB);

        assertThat(opinion.othersGetThrough(RUN, () -> elapsed().compareTo(Duration.ofSeconds(10)) >= 0))
                .isFalse();
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aMailboxsOwnFailureIsNobodyElsesBusiness() {
        assertThat(SecondOpinion.isWanted(FailureCode.ENDPOINT_UNREACHABLE)).isTrue();
        assertThat(SecondOpinion.isWanted(FailureCode.CREDENTIALS_REFUSED)).isFalse();
        assertThat(SecondOpinion.isWanted(FailureCode.ENDPOINT_THROTTLED)).isFalse();
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanos);
    }

    /** Workers to whom something comes through at some times after the beginning. */
    private final class Others implements WorkerList {
        private List<WorkerId> there = new ArrayList<>();
        private List<Duration> progress = List.of();

        @Override
        public boolean progressedElsewhere(WorkerId worker, long execution, Duration within) {
            return progress.stream()
                    .anyMatch(at -> at.compareTo(elapsed()) <= 0
                            && at.compareTo(elapsed().minus(within)) > 0);
        }

        @Override
        public List<KnownWorker> all() {
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

        @Override
        public void heard(SignOfLife worker) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void progressed(WorkerId worker, Set<Long> executions) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void left(WorkerId worker) {
            throw new UnsupportedOperationException();
        }
    }
}
