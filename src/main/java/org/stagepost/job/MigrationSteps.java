package org.stagepost.job;

import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.PassKind;
import org.stagepost.migration.Phase;
import org.stagepost.migration.StatusSummary;
import org.stagepost.migration.UserRow;

/**
 * The steps of a migration job, built for one run.
 * All but the status mail may start again when complete: the user ledger says what is left, not the step. No step has a
 * transaction around network input and output; the ledgers commit their own.
 */
final class MigrationSteps {
    private static final int ROWS_PER_CHUNK = 1000;

    private final SpringBatch batch;
    private final JobRepository repository;
    private final Rooms rooms;
    private final RunDirectories directories;
    private final FreshMailboxes freshMailboxes;

    MigrationSteps(SpringBatch batch, Rooms rooms, RunDirectories directories) {
        this.batch = batch;
        this.repository = batch.repository();
        this.rooms = rooms;
        this.directories = directories;
        this.freshMailboxes = new FreshMailboxes(rooms.gates().clock());
    }

    Step importUsers(RunState run) {
        Iterator<UserRow> rows = run.csv().rows().iterator();
        return new ChunkOrientedStepBuilder<UserRow, UserRow>("importUsers", repository, ROWS_PER_CHUNK)
                .reader(() -> rows.hasNext() ? rows.next() : null)
                .writer(new ImportUsers(run, rooms))
                .listener(new StepStart(run))
                .allowStartIfComplete(true)
                .build();
    }

    Step queueUsers(RunState run) {
        return tasklet(
                "queueUsers",
                run,
                new QueueUsers(run, rooms.ledger(), rooms.copies(), directories, rooms.clock()),
                true);
    }

    Step provision(RunState run) {
        ProvisionUsers users = new ProvisionUsers(run, rooms, directories, freshMailboxes);
        return new ChunkOrientedStepBuilder<MigrationUser, MigrationUser>("provision", repository, 1)
                .reader(users)
                .writer(users)
                .listener(new StepStart(run))
                .allowStartIfComplete(true)
                .build();
    }

    Step setForwarding(RunState run) {
        return partitioned("setForwarding", Phase.FORWARD, run, this::forwardUser, user -> mayForward(run, user));
    }

    Step sync(RunState run) {
        return partitioned(
                nameOfSync(run.kind()), Phase.SYNC, run, this::syncUser, user -> LeftToSync.includes(run, user));
    }

    private static String nameOfSync(PassKind pass) {
        return switch (pass) {
            case INITIAL -> "initialSync";
            case INCREMENTAL -> "incrementalSync";
            case COMPLETION -> "completionSync";
        };
    }

    /** Does nothing when it is time. Its name is known to those who tell that a batch waits. */
    Step waitForStart(RunState run) {
        return tasklet("waitForStart", run, () -> new StartTime(run, rooms).await(), true);
    }

    /** The pass is the last, or some user may complete by a time of its own. */
    static boolean mayComplete(RunState run) {
        return run.kind() == PassKind.COMPLETION || !run.pass().isInitial();
    }

    Step completeUsers(RunState run) {
        return tasklet("completeUsers", run, new CompleteUsers(run, rooms.ledger(), directories, rooms.clock()), true);
    }

    Step statusMail(RunState run) {
        return tasklet("statusMail", run, () -> rooms.reporting().firstStatus(run), false);
    }

    Step finalReport(RunState run) {
        return tasklet("finalReport", run, () -> rooms.reporting().finalReport(run), true);
    }

    boolean everyUserSynced(RunState run) {
        return run.failure().isEmpty()
                && run.csv().rejected().isEmpty()
                && rooms.ledger().users(run.jobFile().name()).stream().allMatch(user -> isThrough(run, user));
    }

    /**
     * A user that somebody stopped, or whose time has not come, is nobody's wish in this pass. One that rests goes on in
     * another pass, so that the others are kept up to date meanwhile; but the last pass waits for all.
     */
    private static boolean isThrough(RunState run, MigrationUser user) {
        if (run.isResting(user) && run.completes(user)) {
            return false;
        }
        if (user.held() || !run.isDue(user)) {
            return true;
        }
        return switch (user.status().summary()) {
            case SYNCED -> !run.completes(user) && !LeftToSync.isBehind(run, user);
            case COMPLETED -> true;
            case PENDING, ACTIVE, STOPPED, FAILED -> false;
        };
    }

    private static boolean mayForward(RunState run, MigrationUser user) {
        return (user.progress().provisioned() || !run.jobFile().type().usesDirectories())
                && !user.progress().forwarded()
                && !user.status().isFailed()
                && user.status().summary() != StatusSummary.STOPPED;
    }

    private Step forwardUser(UserRun own, JobRepository rows) {
        return new StepBuilder("setForwarding", rows)
                .tasklet(new ForwardUser(own, rooms.ledger(), directories))
                .build();
    }

    private Step syncUser(UserRun own, JobRepository rows) {
        return SyncUser.step(new SyncUser(own, rooms, freshMailboxes), own.run(), rows);
    }

    private Step partitioned(String name, Phase phase, RunState run, UserWork work, Predicate<MigrationUser> pending) {
        UserSplitter splitter = new UserSplitter(name, batch, () -> left(run, pending));
        PartitionRows rows = new PartitionRows(repository, batch.transactions(), batch.failures());
        PartitionEnd end = new PartitionEnd(run, rooms.ledger(), phase);
        UserStep worker = new UserStep(splitter, run, end, own -> work.step(own, rows));
        PartitionHandler handler = rooms.remote()
                .filter(remote -> phase == Phase.SYNC)
                .<PartitionHandler>map(remote ->
                        new RemotePartitionHandler(remote, run, rooms, rows, end, freshMailboxes, splitter::userOf))
                .orElseGet(() -> new UserPartitionHandler(worker, run, rows));
        return new StepBuilder(name, repository)
                .partitioner(worker)
                .splitter(splitter)
                .aggregator(new UserTally(run))
                .partitionHandler(handler)
                .listener(new StepStart(run))
                .allowStartIfComplete(true)
                .build();
    }

    private List<MigrationUser> left(RunState run, Predicate<MigrationUser> pending) {
        return run.halted()
                ? List.of()
                : rooms.ledger().users(run.jobFile().name()).stream()
                        .filter(user -> !user.held() && run.isDue(user))
                        .filter(pending)
                        .toList();
    }

    private Step tasklet(String name, RunState run, Runnable action, boolean everyTime) {
        return new StepBuilder(name, repository)
                .tasklet((contribution, context) -> {
                    action.run();
                    return RepeatStatus.FINISHED;
                })
                .listener(new StepStart(run))
                .allowStartIfComplete(everyTime)
                .build();
    }

    /** Makes the step that does one user's share. */
    private interface UserWork {
        Step step(UserRun own, JobRepository rows);
    }
}
