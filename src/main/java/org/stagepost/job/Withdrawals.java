package org.stagepost.job;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.step.StepExecution;
import org.stagepost.migration.PartitionBoard;
import org.stagepost.migration.PartitionBoard.Poisoned;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.UserId;
import org.stagepost.model.WorkerId;

/** Takes off the board what no worker has, and none shall have any more. Used by one thread. */
final class Withdrawals {
    /** So many workers may vanish with a partition, one after the other, without any progress. */
    private static final int TAKERS = 3;

    private final long execution;
    private final PartitionBoard board;
    private final RunState run;
    private final OpenPartitions open;
    private final Consumer<StepExecution> notWorkedOn;
    /** What the partitions were taken from the workers for. */
    private Optional<MigrationException> failed = Optional.empty();

    /** @param notWorkedOn hears of each partition once, with its status */
    Withdrawals(
            long execution,
            PartitionBoard board,
            RunState run,
            OpenPartitions open,
            Consumer<StepExecution> notWorkedOn) {
        this.execution = execution;
        this.board = board;
        this.run = run;
        this.open = open;
        this.notWorkedOn = notWorkedOn;
    }

    /** While the run goes on, and after. */
    void look() {
        giveUpPoisoned();
        withdrawStopped();
    }

    private void giveUpPoisoned() {
        for (Poisoned one : board.poisoned(execution, TAKERS)) {
            open.find(one.partition())
                    .filter(partition -> board.withdraw(one.partition()))
                    .ifPresent(partition -> fail(
                            partition,
                            new MigrationException(
                                    FailureCode.WORKERS_LOST,
                                    "workers vanished while they worked on it, or could not, one after the other: "
                                            + one.takers().stream()
                                                    .map(WorkerId::value)
                                                    .collect(Collectors.joining(", ")))));
        }
    }

    /** Users who were asked to end by themselves, and whom nobody has taken. */
    private void withdrawStopped() {
        for (UserId user : run.stoppedUsers()) {
            open.find(user)
                    .filter(partition -> board.withdraw(partition.getId()))
                    .ifPresent(this::stop);
        }
    }

    /**
     * Nothing is sent any more. Of a run that was stopped, workers bring what they have to its next slice; one that failed,
     * nobody goes on with, also when it is stopped thereafter.
     */
    void end() {
        if (failed.isEmpty() && !run.stopping()) {
            failed = run.failure();
        }
        if (failed.isEmpty()) {
            board.withdrawAll(execution).forEach(number -> open.find(number).ifPresent(this::stop));
        } else if (board.revoke(List.of(execution)).isZero()) {
            MigrationException why = failed.get();
            open.all().forEach(partition -> fail(partition, why));
        }
    }

    private void fail(StepExecution partition, MigrationException why) {
        partition.addFailureException(why);
        partition.setStatus(BatchStatus.FAILED);
        notWorkedOn.accept(partition);
    }

    private void stop(StepExecution partition) {
        partition.setStatus(BatchStatus.STOPPED);
        notWorkedOn.accept(partition);
    }
}
