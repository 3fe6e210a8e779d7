package org.stagepost.job;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.step.StepExecution;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.PaceWatch;
import org.stagepost.migration.PartitionBoard.Ended;
import org.stagepost.migration.PartitionEnding;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.sync.JournalEntry;

/**
 * The partitions of one step while workers have them: has them sent, and again what got lost, and collects what ended.
 * Used by one thread.
 */
final class RemoteRun {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteRun.class);

    /** Without a hint the board is looked at so often. */
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** How soon a stop is seen. */
    private static final Duration GLANCE = Duration.ofSeconds(1);
    /** So many looks may fail, one after the other, before the store is given up. */
    static final int FAILED_LOOKS = 3;

    private final long execution;
    private final RemoteWork remote;
    private final RunState run;
    private final Endings endings;
    private final RemoteProgress progress;
    private final PaceWatch paces;
    private final WorkerWatch workers;
    private final PartitionSending sending;
    private final OpenPartitions open;
    private final Withdrawals withdrawals;
    private int failedLooks;
    private boolean asked;
    /** A stop, or a failure, was seen: it is passed on at once, and then looked after every second. */
    private boolean halting;

    /** Hears of each partition once, from the collecting thread. */
    interface Endings {
        /** Nobody changes the partition any more. */
        void recorded(StepExecution partition);

        MigrationUser found(MigrationUser user);

        /** @param user as the ledger says how it ended */
        void ended(MigrationUser user);

        List<JournalEntry> journal(MigrationUser user);

        /** No worker has it, or will have it: nothing of it stands in the ledger. */
        void notWorkedOn(StepExecution partition, MigrationUser user);
    }

    RemoteRun(
            long execution,
            RemoteWork remote,
            RunState run,
            Endings endings,
            Function<StepExecution, MigrationUser> users,
            PaceWatch paces,
            PartitionSending sending) {
        this.progress = new RemoteProgress(remote.look(), run);
        this.paces = paces;
        this.workers = new WorkerWatch(remote.workers(), run.listener());
        this.execution = execution;
        this.remote = remote;
        this.run = run;
        this.endings = endings;
        this.sending = sending;
        this.open = new OpenPartitions(users);
        this.withdrawals = new Withdrawals(execution, remote.board(), run, open, this::notWorkedOn);
    }

    /** Returns when all have ended, however they ended. */
    void go(List<StepExecution> partitions) throws InterruptedException {
        open.add(partitions);
        sending.start();
        try (PartitionSending ended = sending) {
            untilNoneIsLeft();
        }
    }

    private void untilNoneIsLeft() {
        try {
            while (!open.isEmpty()) {
                lookSteadily();
                pause();
            }
        } catch (RuntimeException e) {
            run.failed(Causes.of(e)); // before anybody waits for the senders, who may be waiting at the gates
            throw e;
        }
    }

    private void lookSteadily() {
        try {
            look();
            failedLooks = 0;
        } catch (MigrationException e) {
            failedLooks++;
            if (e.code() != FailureCode.STORE_UNUSABLE || failedLooks > FAILED_LOOKS) {
                throw e;
            }
            LOG.warn("workers' partitions were not looked at: {}", e.detail());
        }
    }

    private void look() {
        halting = run.halted();
        requireAll();
        paces.look(run.jobFile()).forEach(run::slowedDown);
        askToStop();
        collect();
        List<Long> lapsed = remote.board().lapsed(execution, remote.unanswered());
        withdrawals.look();
        if (!halting) {
            sendAgain(lapsed);
        } else if (sending.isThrough()) {
            withdrawals.end();
        }
    }

    /** What a failed look took off the board without being told so would be waited for for ever: then the store counts as gone. */
    private void requireAll() {
        if (failedLooks > 0 && remote.board().left(execution) < open.size()) {
            throw new MigrationException(
                    FailureCode.STORE_UNUSABLE, "the database failed while partitions of run " + execution + " ended");
        }
    }

    private void askToStop() {
        if (run.stopping() && !asked) {
            remote.board().askToStop(execution);
            asked = true;
        }
    }

    private void collect() {
        Map<Long, Ended> ended = remote.board().ended(execution);
        ended.forEach((number, one) -> {
            Optional<StepExecution> partition = open.find(number);
            partition.ifPresent(known -> collect(known, one));
        });
        remote.board().forget(ended.keySet());
        progress.look();
    }

    private void collect(StepExecution partition, Ended one) {
        MigrationUser user = open.userOf(partition);
        apply(one.ending(), partition);
        endings.recorded(partition);
        // from here on what is told is told once: a look that failed is done again
        List<JournalEntry> journal = endings.journal(user);
        MigrationUser now = endings.found(user);
        gone(partition);
        tell(one.ending());
        progress.ended(user, one.worker(), journal);
        endings.ended(now);
    }

    private void apply(PartitionEnding ending, StepExecution partition) {
        partition.setStatus(BatchStatus.valueOf(ending.end().name()));
        partition.setReadCount(ending.counts().read());
        partition.setWriteCount(ending.counts().write());
        partition.setCommitCount(ending.counts().commit());
        partition.setRollbackCount(ending.counts().rollback());
    }

    private void tell(PartitionEnding ending) {
        ending.warnings().forEach(run::warn);
        MigrationException failure = ending.failure();
        if (failure != null) {
            run.failed(failure);
        }
    }

    private void gone(StepExecution partition) {
        open.remove(partition);
        sending.gone(partition.getId());
    }

    private void sendAgain(List<Long> lapsed) {
        List<Long> sent = lapsed.stream().filter(sending::isSent).toList();
        if (workers.anyReady() && !sent.isEmpty()) {
            LOG.debug("{} partitions are sent again", sent.size());
            sending.again(sent);
        }
    }

    private void notWorkedOn(StepExecution partition) {
        endings.notWorkedOn(partition, open.userOf(partition));
        gone(partition);
    }

    private void pause() {
        long end = System.nanoTime() + (halting ? GLANCE : LOOK).toNanos();
        while (!open.isEmpty() && System.nanoTime() < end && run.halted() == halting) {
            long begun = System.nanoTime();
            remote.dispatch().awaitHint(execution, GLANCE);
            if (System.nanoTime() - begun < GLANCE.toNanos() * 9 / 10) {
                return; // a hint
            }
        }
    }
}
