package org.stagepost.job;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;
import org.stagepost.migration.BatchInput;
import org.stagepost.migration.BatchStore;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.ManageBatches;
import org.stagepost.migration.ManageService;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationUser;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.PassNumber;

/** Runs batches as Spring Batch jobs; the home folder must belong to this process. */
public final class SpringBatchRunner implements BatchRunner {
    private static final Logger LOG = LoggerFactory.getLogger(SpringBatchRunner.class);

    private final ManageBatches manage;
    private final ManageService service;
    private final BatchStore batches;
    private final Passes passes;
    private final Rooms rooms;
    private final Clock clock;
    private final RunningBatches running = new RunningBatches();

    public SpringBatchRunner(
            ManageBatches manage, ManageService service, BatchStore batches, Passes passes, Rooms rooms, Clock clock) {
        this.manage = manage;
        this.service = service;
        this.batches = batches;
        this.passes = passes;
        this.rooms = rooms;
        this.clock = clock;
    }

    @Override
    public RunResult run(Path jobFile, RunListener listener) {
        BatchInput input = manage.readForRun(jobFile);
        return alone(input.jobFile().name(), () -> {
            Optional<MigrationBatch> known = batches.find(input.jobFile().name());
            PassNumber pass = known.map(passes::toRun).orElse(PassNumber.INITIAL);
            return start(input, known, pass, listener);
        });
    }

    @Override
    public RunResult start(BatchName name, RunListener listener) {
        return alone(name, () -> {
            MigrationBatch batch = manage.known(name);
            return start(manage.readForRun(batch), Optional.of(batch), passes.toRun(batch), listener);
        });
    }

    @Override
    public RunResult restart(BatchName name, RunListener listener) {
        return alone(name, () -> {
            MigrationBatch batch = manage.known(name);
            if (!passes.toRun(batch).equals(batch.pass())) {
                return nothing(batch, "Every user of batch " + name + " is synced; nothing is left to restart.");
            }
            return start(manage.readForRun(batch), Optional.of(batch), batch.pass(), listener);
        });
    }

    @Override
    public Set<BatchName> recover() {
        return passes.recover(running::contains);
    }

    @Override
    public void stop() {
        running.stopAll();
    }

    @Override
    public boolean stop(BatchName name) {
        return running.stop(name);
    }

    @Override
    public boolean stop(BatchName name, EmailAddress address) {
        Optional<MigrationUser> user = rooms.ledger().find(name, address);
        Optional<RunState> run = running.find(name);
        user.ifPresent(one -> run.ifPresent(state -> state.stop(one.id())));
        return user.isPresent() && run.isPresent();
    }

    private RunResult alone(BatchName name, Supplier<RunResult> work) {
        running.enter(name);
        try {
            return work.get();
        } finally {
            running.leave(name);
        }
    }

    private RunResult start(BatchInput input, Optional<MigrationBatch> known, PassNumber pass, RunListener listener) {
        Optional<String> nothingToDo = known.flatMap(batch -> new PassPolicy(rooms.queries(), clock)
                .whyNot(batch, pass, input.jobFile().options().passes()));
        if (nothingToDo.isPresent()) {
            return nothing(known.orElseThrow(), nothingToDo.get());
        }
        MigrationBatch batch = input.jobFile().asBatch(known, clock.instant());
        MigrationBatch started =
                batch.with(batch.life().started(pass, input.jobFile().options().passes(), clock.instant()));
        batches.save(started);
        return new Retries(rooms, () -> running.isStopping(batch.name()))
                .go(input.jobFile(), () -> once(input, started, listener));
    }

    private RunResult nothing(MigrationBatch batch, String why) {
        return new RunResult(
                ExitCode.SUCCESS,
                why,
                rooms.queries().report(batch.name()),
                rooms.reporting().folder(batch.name(), batch.pass()));
    }

    private RunResult once(BatchInput input, MigrationBatch batch, RunListener listener) {
        JobFile jobFile = input.jobFile();
        RunState run = new RunState(input, batch.life(), listener);
        running.begins(run);
        try (RunDirectories directories = new RunDirectories(rooms.directories(), jobFile)) {
            run.listener().started(jobFile, run.pass(), passes.isResumed(jobFile, run.pass()));
            JobExecution execution = passes.execute(run, directories, running::contains);
            RunResult result = new RunSummary(rooms).of(run, execution);
            batches.ended(jobFile.name(), result.message());
            forgetOldRuns();
            return result;
        }
    }

    /** Housekeeping, which must not spoil a run that is through. */
    private void forgetOldRuns() {
        try {
            batches.forgetRuns(clock.instant().minus(service.config().keepHistory()));
        } catch (RuntimeException e) {
            LOG.warn("the steps of old runs are kept", e);
        }
    }
}
