package org.stagepost.job;

import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.step.StepExecution;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.Phase;
import org.stagepost.migration.UserLedger;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Reach;

/**
 * Where a user's share of a step ends: a user's failure becomes a row of the ledger, an endpoint's failure ends the run.
 */
final class PartitionEnd {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionEnd.class);

    private final RunState run;
    private final UserLedger ledger;
    private final Phase phase;

    PartitionEnd(RunState run, UserLedger ledger, Phase phase) {
        this.run = run;
        this.ledger = ledger;
        this.phase = phase;
    }

    void of(UserRun own, StepExecution partition) {
        MigrationUser user = own.user();
        if (partition.getStatus() == BatchStatus.FAILED) {
            failed(user, reasonOf(partition));
        } else if (partition.getStatus() != BatchStatus.COMPLETED
                || own.halted() && statusOf(user).isActive()) {
            stopped(user);
        } else {
            own.rest().ifPresent(until -> rests(user, until));
        }
    }

    /** Its servers allow no more today: it waits in the queue. */
    private void rests(MigrationUser user, Instant until) {
        ledger.rests(user.id(), until);
        LOG.info(
                "{} has moved what its servers allow in a day, and goes on at {}",
                user.row().address(),
                until);
        run.listener().userEnded(user.id(), user.row().address(), statusOf(user), MigrationUser.resting(until));
    }

    /** @param reason why the user did not get through the phase */
    void failed(MigrationUser user, Throwable reason) {
        MigrationException failure = Causes.of(reason);
        if (failure.code() == FailureCode.INTERNAL) {
            LOG.error("internal error at {}", user.row().address(), reason);
        }
        if (failure.code().reach().compareTo(Reach.ENDPOINT) >= 0) {
            run.failed(failure);
            requeued(user, failure.detail());
            return;
        }
        LOG.warn("{} failed in phase {}: {} {}", user.row().address(), phase, failure.code(), failure.detail());
        MigrationUserStatus status = ledger.failed(user.id(), phase, failure.code(), failure.detail());
        run.listener().userFailed(user.id(), user.row().address(), failure.code(), failure.detail());
        run.listener().userEnded(user.id(), user.row().address(), status, failure.detail());
    }

    private void stopped(MigrationUser user) {
        MigrationUserStatus now = statusOf(user);
        if (now.isActive() || now == MigrationUserStatus.QUEUED) {
            ledger.stopped(user.id());
        }
        run.listener().userEnded(user.id(), user.row().address(), statusOf(user), "");
    }

    private void requeued(MigrationUser user, String message) {
        if (statusOf(user).isActive()) {
            ledger.become(user.id(), MigrationUserStatus.QUEUED);
        }
        run.listener().userEnded(user.id(), user.row().address(), statusOf(user), message);
    }

    private MigrationUserStatus statusOf(MigrationUser user) {
        return ledger.find(user.id()).orElse(user).status();
    }

    private static Throwable reasonOf(StepExecution partition) {
        return partition.getFailureExceptions().stream()
                .findFirst()
                .orElseGet(() -> new IllegalStateException("the partition failed without a reason"));
    }
}
