package org.stagepost.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.testing.RequiresServer;

/**
 * kill -9 of workers, the manager, the broker and the database at any time of batches, and a worker that is frozen for a long
 * time. Whatever was killed is started again, and nobody does anything else: each batch ends, with every message once and the
 * report of a batch that nobody disturbed. How often: {@code campaign.workerKills}, {@code campaign.managerKills},
 * {@code campaign.brokerKills}, {@code campaign.storeKills}; {@code campaign.frozenSeconds}.
 */
@Tag("campaign")
@EnabledIfSystemProperty(named = "campaign.workerKills", matches = "\\d+", disabledReason = "takes minutes")
@RequiresServer("dovecot")
class WorkerKillsDovecotIT {
    private static final int USERS = 18;
    private static final int MESSAGES = 100;
    private static final int WORKERS = 3;
    private static final int AT_ONCE = 2;
    private static final String LIMITS =
            "maxMessagesPerSecond: " + Integer.getInteger("campaign.messagesPerSecond", 15);
    private static final int FROZEN_SECONDS = Integer.getInteger("campaign.frozenSeconds", 0);
    private static final int LONGEST_PAUSE_MILLIS = 8000;
    private static final int LOOK_MILLIS = 200;
    private static final int PATIENCE_SECONDS = 600;

    private enum Act {
        KILL_WORKER,
        KILL_MANAGER,
        KILL_BROKER,
        KILL_STORE,
        FREEZE_WORKER
    }

    private final Random random = new Random(Long.getLong("campaign.seed", 20_261_201L));
    private final List<String> told = new ArrayList<>();

    @Test
    void everyBatchEndsWithEveryMessageOnceAndTheReportOfAnUndisturbedOne(@TempDir Path folder) throws Exception {
        List<String> undisturbed = life(folder.resolve("undisturbed"), new ArrayDeque<>());
        Deque<Act> acts = acts();
        int all = acts.size();
        long begin = System.nanoTime();
        int batches = 0;
        while (!acts.isEmpty()) {
            batches++;
            assertThat(life(folder.resolve("batch-" + batches), acts))
                    .as("report after %s", told)
                    .isEqualTo(undisturbed);
        }
        Campaigns.tell(
                "worker kills: %d kills and frosts in %d batches of %d mailboxes, %d s; every message once, every report the same: %s"
                        .formatted(
                                all,
                                batches,
                                USERS,
                                Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
                                told));
    }

    private Deque<Act> acts() {
        List<Act> acts = new ArrayList<>();
        acts.addAll(Collections.nCopies(Integer.getInteger("campaign.workerKills", 1), Act.KILL_WORKER));
        acts.addAll(Collections.nCopies(Integer.getInteger("campaign.managerKills", 1), Act.KILL_MANAGER));
        acts.addAll(Collections.nCopies(Integer.getInteger("campaign.brokerKills", 1), Act.KILL_BROKER));
        acts.addAll(Collections.nCopies(Integer.getInteger("campaign.storeKills", 1), Act.KILL_STORE));
        acts.addAll(Collections.nCopies(FROZEN_SECONDS > 0 ? 1 : 0, Act.FREEZE_WORKER));
        Collections.shuffle(acts, random);
        return new ArrayDeque<>(acts);
    }

    /** One batch, in which as much of that happens as there is time for. @return its report */
    private List<String> life(Path folder, Deque<Act> acts) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (WorkerCluster cluster = new WorkerCluster(folder, USERS, MESSAGES)) {
            Path job = cluster.job(WORKERS * AT_ONCE, "", LIMITS);
            Supervised manager = new Supervised(() -> cluster.manager(job));
            List<Supervised> workers = IntStream.rangeClosed(1, WORKERS)
                    .mapToObj(number -> new Supervised(() -> cluster.worker("worker-" + number, AT_ONCE)))
                    .toList();
            long begin = System.nanoTime();
            long next = Long.MAX_VALUE;
            boolean runs = true;
            while (runs) {
                assertThat(Duration.ofNanos(System.nanoTime() - begin))
                        .as(manager.process().output())
                        .isLessThan(Duration.ofSeconds(PATIENCE_SECONDS));
                Thread.sleep(LOOK_MILLIS);
                runs = manager.look();
                workers.forEach(worker ->
                        assertThat(worker.look()).as(worker.process().output()).isTrue());
                if (next == Long.MAX_VALUE && cluster.messagesAtTarget() > 0) {
                    next = next();
                } else if (runs && !acts.isEmpty() && System.nanoTime() > next) {
                    happen(acts.remove(), cluster, manager, workers);
                    next = next();
                }
            }
            cluster.assertEveryMessageOnce();
            System.out.printf(
                    "batch of %d s; manager started %d times, workers %s; so far %s%n",
                    Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
                    manager.starts(),
                    workers.stream().map(Supervised::starts).toList(),
                    told);
            return cluster.statistics();
        }
    }

    private long next() {
        return System.nanoTime()
                + Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)).toNanos();
    }

    private void happen(Act act, WorkerCluster cluster, Supervised manager, List<Supervised> workers) {
        told.add(act.name());
        StagepostProcess worker = workers.get(random.nextInt(WORKERS)).process();
        switch (act) {
            case KILL_WORKER -> worker.kill();
            case KILL_MANAGER -> manager.process().kill();
            case KILL_BROKER -> cluster.killBroker();
            case KILL_STORE -> cluster.killStore();
            case FREEZE_WORKER -> freeze(worker);
        }
    }

    /** Others go on meanwhile, and are killed as before. */
    private static void freeze(StagepostProcess worker) {
        worker.pause();
        Thread thaw = new Thread(() -> {
            try {
                Thread.sleep(Duration.ofSeconds(FROZEN_SECONDS).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            worker.resume();
        });
        thaw.setDaemon(true);
        thaw.start();
    }
}
