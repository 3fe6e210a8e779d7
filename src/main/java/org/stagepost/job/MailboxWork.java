package org.stagepost.job;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.stagepost.migration.BatchInput;
import org.stagepost.migration.HeldLease;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.PartitionEnding;
import org.stagepost.migration.PartitionEnding.Counts;
import org.stagepost.migration.PartitionEnding.End;
import org.stagepost.migration.Phase;
import org.stagepost.migration.StatusSummary;
import org.stagepost.migration.UserCsv;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * One partition at a worker: the same step as in the manager's process, on what the store says of the run. Its thread is in
 * {@link #go}; the others may be called by any.
 */
final class MailboxWork {
    private final HeldLease lease;
    private final MigrationUser user;
    private final RunState run;
    private final Rooms rooms;
    private final FreshMailboxes fresh;

    /**
     * @param rooms whose ledger and copies are this lease's own
     * @param listener hears what the run does here
     */
    MailboxWork(
            HeldLease lease,
            MigrationUser user,
            JobFile jobFile,
            MigrationBatch batch,
            Rooms rooms,
            RunListener listener) {
        this.lease = lease;
        this.user = user;
        this.rooms = rooms;
        this.fresh = new FreshMailboxes(rooms.gates().clock());
        Duration age = lease.lease().mailboxAge();
        if (age != null) {
            fresh.add(user.id(), age);
        }
        UserCsv read = new UserCsv(jobFile.csv(), List.of(), ',', List.of(), List.of(), List.of());
        this.run = new RunState(
                new LatestInput(new BatchInput(jobFile, read, List.of(), Map.of())),
                batch.life(),
                listener,
                lease.lease().began());
    }

    HeldLease lease() {
        return lease;
    }

    BatchName batch() {
        return user.batch();
    }

    /** The manager wants it to end at its next slice. */
    void stop() {
        run.stop();
    }

    boolean isStopping() {
        return run.stopping();
    }

    /** It ends at its next slice, for another worker to go on. */
    void leave(String why) {
        run.failed(new MigrationException(FailureCode.STOPPED, why));
    }

    /** Another worker has it, or may have it. */
    void lose() {
        lease.lose();
        run.failed(new MigrationException(FailureCode.LEASE_LOST, "the lease was not renewed in time"));
    }

    void update(JobFile changed) {
        run.update(changed);
    }

    /** Of this worker's part. */
    List<String> warnings() {
        return run.warningsOfItsOwn();
    }

    /** What ended the work here, if anything did. */
    Optional<MigrationException> failure() {
        return run.failure();
    }

    /** @return empty when another worker shall go on */
    Optional<PartitionEnding> go() {
        requeue();
        MigrationUser now = rooms.ledger().find(user.id()).orElse(user);
        StepExecution partition = new StepExecution(
                lease.lease().partition(),
                "sync",
                new JobExecution(lease.lease().execution(), new JobInstance(0L, "partition"), new JobParameters()));
        if (LeftToSync.includes(run, now)) {
            work(partition, new UserRun(run, now));
        } else {
            partition.setStatus(endOf(now)); // whoever had it before came to its end, and could not tell
        }
        return run.failure().filter(MailboxWork::isForAnother).isPresent()
                ? Optional.empty()
                : Optional.of(ending(partition));
    }

    private void work(StepExecution partition, UserRun own) {
        Step step = SyncUser.step(new SyncUser(own, rooms, fresh), run, new UnwrittenRows());
        try {
            if (run.stopping()) {
                partition.setTerminateOnly();
            }
            step.execute(partition);
            new PartitionEnd(run, rooms.ledger(), Phase.SYNC).of(own, partition);
        } catch (JobInterruptedException e) {
            partition.setStatus(BatchStatus.STOPPED);
        } catch (RuntimeException e) {
            run.failed(Causes.of(e));
        }
    }

    private static BatchStatus endOf(MigrationUser user) {
        return user.status().isFailed()
                ? BatchStatus.FAILED
                : user.held() || user.status().summary() == StatusSummary.STOPPED
                        ? BatchStatus.STOPPED
                        : BatchStatus.COMPLETED;
    }

    /** Who had it before has died at it. */
    private void requeue() {
        if (user.status().isActive()) {
            rooms.ledger().become(user.id(), MigrationUserStatus.QUEUED);
        }
    }

    /** It says something of this worker, and nothing of the mailbox. */
    private static boolean isForAnother(MigrationException failure) {
        return switch (failure.code()) {
            case STOPPED, LEASE_LOST, STORE_UNUSABLE, SECRET_MISSING, HOME_UNUSABLE -> true;
            default -> false;
        };
    }

    private PartitionEnding ending(StepExecution partition) {
        Counts counts = new Counts(
                partition.getReadCount(),
                partition.getWriteCount(),
                partition.getCommitCount(),
                partition.getRollbackCount());
        End end = partition.getStatus() == BatchStatus.COMPLETED
                ? End.COMPLETED
                : partition.getStatus() == BatchStatus.FAILED ? End.FAILED : End.STOPPED;
        return new PartitionEnding(end, counts, run.failure().orElse(null), run.warningsOfItsOwn());
    }
}
