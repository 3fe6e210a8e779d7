package org.stagepost.job;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.step.StepExecution;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.PaceWatch;
import org.stagepost.migration.UserFailure;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.sync.JournalEntry;

/** Has the partitions of a step worked on by workers on this and other machines (adr/0019). */
final class RemotePartitionHandler implements PartitionHandler {
    private final RemoteWork remote;
    private final RunState run;
    private final Rooms rooms;
    private final PartitionRows rows;
    private final PartitionEnd end;
    private final FreshMailboxes fresh;
    private final Function<StepExecution, MigrationUser> users;
    private final String text;

    /** Reads the job file now, when the run has read it: workers go by the same. */
    RemotePartitionHandler(
            RemoteWork remote,
            RunState run,
            Rooms rooms,
            PartitionRows rows,
            PartitionEnd end,
            FreshMailboxes fresh,
            Function<StepExecution, MigrationUser> users) {
        this.fresh = fresh;
        this.remote = remote;
        this.run = run;
        this.rooms = rooms;
        this.rows = rows;
        this.end = end;
        this.users = users;
        this.text = jobFileText(run);
    }

    @Override
    public Collection<StepExecution> handle(StepExecutionSplitter splitter, StepExecution manager) throws Exception {
        List<StepExecution> partitions = splitter.split(manager, 1).stream()
                .sorted(Comparator.comparingLong(StepExecution::getId))
                .toList();
        if (partitions.isEmpty()) {
            return partitions;
        }
        long execution = manager.getJobExecution().getId();
        try {
            offer(execution, partitions);
            Waiting gates = new Waiting(rooms.gates(), rooms.sleeper());
            new RemoteRun(
                            execution,
                            remote,
                            run,
                            new Endings(),
                            users,
                            new PaceWatch(remote.pace(), rooms.gates()),
                            new PartitionSending(execution, remote, run, gates, partitions, users))
                    .go(partitions);
            return partitions;
        } finally {
            run.whenUpdated(() -> {});
            run.whenUserStopped(user -> {});
            try {
                rows.write();
            } finally {
                remote.orders().remove(batch(), execution);
            }
        }
    }

    private void offer(long execution, List<StepExecution> partitions) {
        remote.orders().put(batch(), execution, text);
        run.whenUpdated(() -> {
            remote.orders().put(batch(), execution, jobFileText(run));
            remote.board().settingsChanged(execution);
        });
        remote.board()
                .offer(
                        execution,
                        run.begun(),
                        partitions.stream().collect(Collectors.toMap(StepExecution::getId, one -> users.apply(one)
                                .id())));
        remote.board().made(ages(partitions));
        run.whenUserStopped(user -> remote.board().askToStop(execution, user));
        // before anybody could pass it on
        run.stoppedUsers().forEach(user -> remote.board().askToStop(execution, user));
    }

    private BatchName batch() {
        return run.jobFile().name();
    }

    private Map<Long, Duration> ages(List<StepExecution> partitions) {
        Map<Long, Duration> ages = new HashMap<>();
        partitions.forEach(
                partition -> fresh.age(users.apply(partition).id()).ifPresent(age -> ages.put(partition.getId(), age)));
        return ages;
    }

    /** As it is now; what was set for the batch beats it, and lies in the store. */
    private static String jobFileText(RunState run) {
        try {
            return Files.readString(run.jobFile().path());
        } catch (IOException e) {
            throw new MigrationException(
                    FailureCode.JOB_FILE_INVALID, run.jobFile().path() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private final class Endings implements RemoteRun.Endings {
        @Override
        public void recorded(StepExecution partition) {
            rows.ended(partition);
        }

        @Override
        public MigrationUser found(MigrationUser user) {
            return rooms.ledger().find(user.id()).orElse(user);
        }

        @Override
        public void ended(MigrationUser user) {
            String message = "";
            Optional<UserFailure> failure =
                    user.failure().filter(some -> user.status().isFailed());
            if (failure.isPresent()) {
                message = failure.get().message();
                run.listener()
                        .userFailed(
                                user.id(), user.row().address(), failure.get().code(), message);
            }
            run.listener().userEnded(user.id(), user.row().address(), user.status(), message);
        }

        @Override
        public List<JournalEntry> journal(MigrationUser user) {
            return rooms.ledger().journal(user.id()).entries();
        }

        @Override
        public void notWorkedOn(StepExecution partition, MigrationUser user) {
            end.of(new UserRun(run, user), partition);
            rows.ended(partition);
        }
    }
}
