package org.stagepost.job;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.step.StepExecution;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.PartitionBoard.Poisoned;
import org.stagepost.migration.PartitionEnding;
import org.stagepost.migration.Place;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.WorkerId;
import org.stagepost.sync.JournalEntry;

/**
 * The partitions of one step while workers have them: sends a message for each as soon as its servers have room, sends
 * again what got lost, and collects what ended. One thread sends, the caller's collects.
 */
final class RemoteRun {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteRun.class);

    /** Without a hint the board is looked at so often. */
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** How soon a stop is seen. */
    private static final Duration GLANCE = Duration.ofSeconds(1);
    /** How soon the next one is sent. */
    private static final Duration STEP = Duration.ofMillis(50);
    /** A message that was answered by nobody is sent again. */
    private static final Duration UNANSWERED = Duration.ofMinutes(1);
    /** While the broker is away, it is tried so often. */
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** After so many attempts whoever watches the run is told. */
    private static final int ATTEMPTS_UNTOLD = 10;
    /** So many workers may vanish with a partition, one after the other, without any progress. */
    private static final int TAKERS = 3;

    private static final int PRIORITY_NORMAL = 4;

    private final long execution;
    private final RemoteWork remote;
    private final RunState run;
    private final Waiting gates;
    private final Endings endings;
    private final RemoteProgress progress;
    private final Map<Long, Sent> sent = new ConcurrentHashMap<>();
    private final Map<Long, StepExecution> left = new ConcurrentHashMap<>();
    private boolean asked;

    /** A partition that workers may have, and the place at the servers that it has meanwhile. */
    private record Sent(Place place, int priority) {}

    /** Hears of each partition once, from the collecting thread. */
    interface Endings {
        /** A worker has written into the ledger how it ended. */
        void ended(StepExecution partition, MigrationUser user);

        List<JournalEntry> journal(MigrationUser user);

        /** No worker has it, or will have it: nothing of it stands in the ledger. */
        void notWorkedOn(StepExecution partition, MigrationUser user);
    }

    RemoteRun(long execution, RemoteWork remote, RunState run, Waiting gates, Endings endings) {
        this.progress = new RemoteProgress(remote.look(), run);
        this.execution = execution;
        this.remote = remote;
        this.run = run;
        this.gates = gates;
        this.endings = endings;
    }

    /** Returns when all have ended, however they ended. */
    void go(List<StepExecution> partitions, Function<StepExecution, MigrationUser> users) throws InterruptedException {
        partitions.forEach(partition -> left.put(partition.getId(), partition));
        Thread sender = new Thread(() -> send(partitions, users), "partitions");
        sender.start();
        try {
            while (!left.isEmpty()) {
                askToStop();
                collect(users);
                sendAgain();
                giveUpPoisoned(users);
                if (run.halted() && !sender.isAlive()) {
                    withdraw(users);
                }
                pause();
            }
        } catch (RuntimeException e) {
            run.failed(Causes.of(e)); // else the sender would wait at the gates for ever
            throw e;
        } finally {
            sender.interrupt();
            sender.join();
            sent.values().forEach(one -> one.place().close());
        }
    }

    private void send(List<StepExecution> partitions, Function<StepExecution, MigrationUser> users) {
        try {
            for (StepExecution partition : partitions) {
                awaitRoom();
                Optional<Place> place = gates.enter(new UserRun(run, users.apply(partition)));
                if (place.isEmpty()) {
                    return;
                }
                // on the board first: what is not sent there would be sent again at the next look
                remote.board().sent(List.of(partition.getId()));
                sent.put(partition.getId(), new Sent(place.get(), priority()));
                tellUntilHeard(partition.getId());
            }
        } catch (RuntimeException e) {
            run.failed(Causes.of(e));
        }
    }

    /** The gates know what servers bear; how many mailboxes the batch wants at a time is its own. */
    private void awaitRoom() {
        while (sent.size() >= run.concurrency() && !run.halted()) {
            gates.sleeper().sleep(STEP);
        }
    }

    private int priority() {
        return switch (run.jobFile().options().priority()) {
            case HIGH -> PRIORITY_NORMAL + 2;
            case NORMAL -> PRIORITY_NORMAL;
            case LOW -> PRIORITY_NORMAL - 2;
        };
    }

    /** A broker that is away holds up what no worker has yet; the rest goes on. */
    private void tellUntilHeard(long partition) {
        for (int attempt = 1; !tell(partition) && !run.halted(); attempt++) {
            if (attempt == ATTEMPTS_UNTOLD) {
                run.listener().slowedDown("the broker is away: mailboxes that no worker has yet wait until it is back");
            }
            gates.sleeper().sleep(RETRY);
        }
    }

    /** @return false when the broker is away */
    private boolean tell(long partition) {
        Sent one = sent.get(partition);
        try {
            return one == null || remote.dispatch().send(execution, partition, one.priority());
        } catch (MigrationException e) {
            run.failed(e);
            return true; // nothing is sent any more
        }
    }

    private void collect(Function<StepExecution, MigrationUser> users) {
        remote.board().collect(execution).forEach((number, ending) -> {
            StepExecution partition = left.get(number);
            if (partition != null) {
                apply(ending, partition);
                MigrationUser user = users.apply(partition);
                gone(partition);
                progress.ended(user.id(), endings.journal(user));
                endings.ended(partition, user);
            }
        });
        progress.look();
    }

    private void apply(PartitionEnding ending, StepExecution partition) {
        partition.setStatus(BatchStatus.valueOf(ending.end().name()));
        partition.setReadCount(ending.counts().read());
        partition.setWriteCount(ending.counts().write());
        partition.setCommitCount(ending.counts().commit());
        partition.setRollbackCount(ending.counts().rollback());
        ending.warnings().forEach(run::warn);
        MigrationException failure = ending.failure();
        if (failure != null) {
            run.failed(failure);
        }
    }

    private void gone(StepExecution partition) {
        left.remove(partition.getId());
        Sent one = sent.remove(partition.getId());
        if (one != null) {
            one.place().close();
        }
    }

    private void sendAgain() {
        List<Long> lapsed = remote.board().lapsed(execution, UNANSWERED).stream()
                .filter(sent::containsKey)
                .toList();
        for (long partition : lapsed) {
            if (run.halted() || !tell(partition)) {
                return; // at the next look
            }
            LOG.debug("partition {} was sent again", partition);
            remote.board().sent(List.of(partition));
        }
    }

    private void giveUpPoisoned(Function<StepExecution, MigrationUser> users) {
        for (Poisoned one : remote.board().poisoned(execution, TAKERS)) {
            StepExecution partition = left.get(one.partition());
            if (partition != null && remote.board().withdraw(one.partition())) {
                partition.setStatus(BatchStatus.FAILED);
                partition.addFailureException(new MigrationException(
                        FailureCode.WORKERS_LOST,
                        "workers vanished while they worked on it, one after the other: "
                                + one.takers().stream().map(WorkerId::value).collect(Collectors.joining(", "))));
                gone(partition);
                endings.notWorkedOn(partition, users.apply(partition));
            }
        }
    }

    private void askToStop() {
        if (run.halted() && !asked) {
            asked = true;
            remote.board().askToStop(execution);
        }
    }

    /** What nobody has taken is nobody's any more. */
    private void withdraw(Function<StepExecution, MigrationUser> users) {
        for (StepExecution partition : List.copyOf(left.values())) {
            if (remote.board().withdraw(partition.getId())) {
                partition.setStatus(run.stopping() ? BatchStatus.STOPPED : BatchStatus.FAILED);
                run.failure().ifPresent(partition::addFailureException);
                gone(partition);
                endings.notWorkedOn(partition, users.apply(partition));
            }
        }
    }

    private void pause() {
        long end = System.nanoTime() + LOOK.toNanos();
        while (!left.isEmpty() && System.nanoTime() < end && !(run.halted() && !asked)) {
            long begun = System.nanoTime();
            remote.dispatch().awaitHint(execution, GLANCE);
            if (System.nanoTime() - begun < GLANCE.toNanos() * 9 / 10) {
                return; // a hint
            }
        }
    }
}
