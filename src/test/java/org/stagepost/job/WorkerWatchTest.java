package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stagepost.migration.KnownWorker;
import org.stagepost.migration.WorkerList;
import org.stagepost.model.Release;
import org.stagepost.model.WorkerId;
import org.stagepost.testing.QuietWorkerList;

class WorkerWatchTest {
    private static final Duration SILENT = Duration.ofSeconds(31);

    private final List<String> notices = new ArrayList<>();
    private List<KnownWorker> known = List.of();
    private final WorkerWatch watch = new WorkerWatch(new Known(), new SilentListener() {
        @Override
        public void noticed(String what) {
            notices.add(what);
        }
    });

    @Test
    void whoHasRoomIsReady() {
        known = List.of(worker("ann/1", Duration.ZERO, 2));
        assertThat(watch.anyReady()).isFalse();

        known = List.of(worker("ann/1", Duration.ZERO, 1));
        assertThat(watch.anyReady()).isTrue();
        assertThat(notices).isEmpty();
    }

    @Test
    void whoFallsSilentIsToldOfOnce() {
        known = List.of(worker("ann/1", Duration.ZERO, 1), worker("bob/1", Duration.ZERO, 1));
        watch.anyReady();
        known = List.of(worker("ann/1", Duration.ZERO, 1), worker("bob/1", SILENT, 1));
        watch.anyReady();
        watch.anyReady();

        assertThat(notices)
                .containsExactly(
                        "worker bob/1 was not heard of for 31 seconds; the mailboxes that it had go on elsewhere");
    }

    @Test
    void whoWasSilentBeforeAndWhoEndsInGoodOrderAreNot() {
        known = List.of(
                worker("ann/1", Duration.ZERO, 1), worker("bob/1", Duration.ZERO, 1), worker("old/1", SILENT, 1));
        watch.anyReady();
        known = List.of(worker("ann/1", Duration.ZERO, 1), worker("old/1", SILENT, 1));
        watch.anyReady();

        assertThat(notices).isEmpty();
    }

    @Test
    void thatNobodyIsThereIsToldOnceAndWhenSomebodyHasCome() {
        watch.anyReady();
        watch.anyReady();
        known = List.of(worker("ann/1", Duration.ZERO, 0));
        watch.anyReady();

        assertThat(notices).hasSize(2);
        assertThat(notices.get(0)).contains("no worker is there");
        assertThat(notices.get(1)).contains("worker ann/1 is there");
    }

    private static KnownWorker worker(String id, Duration silent, int active) {
        return new KnownWorker(
                new WorkerList.SignOfLife(new WorkerId(id), 2, false, 0),
                new Release("1.2.3"),
                Instant.EPOCH,
                silent,
                active,
                true);
    }

    private final class Known extends QuietWorkerList {
        @Override
        public List<KnownWorker> all() {
            return known;
        }
    }
}
