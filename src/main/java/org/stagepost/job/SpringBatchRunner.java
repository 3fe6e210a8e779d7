package org.stagepost.job;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.batch.core.job.JobExecution;
import org.stagepost.migration.Admission;
import org.stagepost.migration.BatchInput;
import org.stagepost.migration.BatchStore;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.ManageBatches;
import org.stagepost.migration.ManageService;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationBatch.Life;
import org.stagepost.migration.MigrationBatch.Mark;
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
    private final StatusWatch watch;
    private final RunningBatches running = new RunningBatches();
    private final Admission admission;
    private volatile boolean interrupted;

    /** @param watch is asked to look whenever a batch may stand elsewhere than before */
    public SpringBatchRunner(
            ManageBatches manage,
            ManageService service,
            BatchStore batches,
            Passes passes,
            Rooms rooms,
            Clock clock,
            StatusWatch watch) {
        this.watch = watch;
        this.manage = manage;
        this.service = service;
        this.batches = batches;
        this.passes = passes;
        this.rooms = rooms;
        this.admission = new Admission(rooms.members(), rooms.queries());
        this.clock = clock;
    }

    @Override
    public RunResult run(Path jobFile, RunListener listener) {
        BatchInput input = manage.readForRun(jobFile);
        return alone(input.jobFile().name(), listener, () -> {
            Optional<MigrationBatch> known = batches.find(input.jobFile().name());
            PassNumber pass = known.map(passes::toRun).orElse(PassNumber.INITIAL);
            return usual(input, known, pass, listener);
        });
    }

    @Override
    public RunResult start(BatchName name, RunListener listener) {
        return alone(name, listener, () -> {
            MigrationBatch batch = manage.known(name);
            return usual(manage.readForRun(batch), Optional.of(batch), passes.toRun(batch), listener);
        });
    }

    @Override
    public RunResult complete(BatchName name, RunListener listener) {
        return alone(name, listener, () -> {
            MigrationBatch batch = manage.known(name);
            BatchInput input = manage.readForRun(batch);
            return begin(
                    admission.admit(input),
                    Optional.of(batch),
                    passes.toRun(batch),
                    policy().completing(name),
                    listener);
        });
    }

    @Override
    public RunResult restart(BatchName name, RunListener listener) {
        return alone(name, listener, () -> {
            MigrationBatch batch = manage.known(name);
            if (!passes.toRun(batch).equals(batch.pass())) {
                return nothing(batch, nothingToRestart(name));
            }
            return usual(manage.readForRun(batch), Optional.of(batch), batch.pass(), listener);
        });
    }

    /** Users who were stopped alone and started again after the pass wait for the next one. */
    private String nothingToRestart(BatchName name) {
        int waiting =
                rooms.queries().find(name).map(view -> view.counts().pending()).orElse(0);
        return waiting == 0
                ? "Every user of batch " + name + " is synced; nothing is left to restart."
                : "The last pass of batch " + name + " is through; users that wait for the next one: " + waiting
                        + ". Begin it with: batch start " + name;
    }

    @Override
    public Set<BatchName> recover() {
        return passes.recover(running::contains);
    }

    @Override
    public Set<BatchName> running() {
        return running.names();
    }

    @Override
    public void stop() {
        running.stopAll().forEach(this::drains);
    }

    @Override
    public void interrupt() {
        interrupted = true;
        stop();
    }

    @Override
    public boolean stop(BatchName name) {
        boolean runs = running.stop(name);
        if (runs) {
            drains(name);
        }
        return runs;
    }

    /** Others see it; the run drains even if the store cannot be told. */
    private void drains(BatchName name) {
        try {
            batches.mark(name, Mark.DRAINING, true);
            watch.look(name);
        } catch (RuntimeException e) {
            LOG.warn("{} drains, but the store does not know", name, e);
        }
    }

    @Override
    public boolean update(BatchName name) {
        Optional<RunState> run = running.find(name);
        run.ifPresent(state -> state.update(manage.jobFile(manage.known(name))));
        return run.isPresent();
    }

    @Override
    public boolean stop(BatchName name, EmailAddress address) {
        Optional<MigrationUser> user = rooms.ledger().find(name, address);
        Optional<RunState> run = running.find(name);
        user.ifPresent(one -> run.ifPresent(state -> state.stop(one.id())));
        return user.isPresent() && run.isPresent();
    }

    private RunResult alone(BatchName name, RunListener listener, Supplier<RunResult> work) {
        running.enter(name);
        watch.begin(name);
        try (MDC.MDCCloseable about = MDC.putCloseable("batch", name.value())) {
            RunResult result = withRests(name, listener, work.get());
            if (interrupted && result.exitCode() == ExitCode.STOPPED && !running.isAsked(name)) {
                batches.mark(name, Mark.INTERRUPTED, true);
            }
            return result;
        } finally {
            admission.leave(name);
            watch.look(name);
            watch.end(name);
            running.leave(name);
        }
    }

    /** Goes on when users have rested, if somebody waits for that. */
    private RunResult withRests(BatchName name, RunListener listener, RunResult first) {
        Rests rests = new Rests(rooms, clock, () -> running.isStopping(name));
        RunResult result = first;
        Optional<Instant> next = listener.isAwaited() ? rests.next(name, result) : Optional.empty();
        while (next.isPresent()) {
            listener.waiting(next.get());
            if (!rests.await(next.get())) {
                return Rests.stopped(name, result);
            }
            MigrationBatch batch = manage.known(name);
            result = usual(manage.readForRun(batch), Optional.of(batch), passes.toRun(batch), listener);
            next = rests.next(name, result);
        }
        return result;
    }

    private PassPolicy policy() {
        return new PassPolicy(rooms, clock);
    }

    private RunResult usual(BatchInput input, Optional<MigrationBatch> known, PassNumber pass, RunListener listener) {
        MigrationBatch batch = input.jobFile().asBatch(known, clock.instant());
        BatchInput admitted = admission.admit(input);
        return begin(admitted, known, pass, policy().usual(batch, pass, admitted), listener);
    }

    private RunResult begin(
            BatchInput input,
            Optional<MigrationBatch> known,
            PassNumber pass,
            PassPolicy.Decision decision,
            RunListener listener) {
        if (decision.whyNot().isPresent()) {
            return nothing(known.orElseThrow(), decision.whyNot().get());
        }
        MigrationBatch batch = input.jobFile().asBatch(known, clock.instant());
        List<String> warnings = new ArrayList<>(decision.warnings());
        watch.unable().ifPresent(warnings::add);
        if (batch.startTime().isEmpty()) {
            rooms.reporting().setEarlierAside(batch.name()).ifPresent(warnings::add);
        }
        Life life = batch.life().started(pass, decision.last(), clock.instant());
        if (known.isEmpty()) {
            batches.save(batch);
        } else {
            batches.refresh(batch);
        }
        batches.begin(batch.name(), life);
        if (running.isStopping(batch.name())) {
            drains(batch.name());
        }
        LatestInput latest = new LatestInput(input);
        return new Retries(rooms, () -> running.isStopping(batch.name()))
                .go(input.jobFile(), () -> once(latest, life, warnings, listener));
    }

    private RunResult nothing(MigrationBatch batch, String why) {
        return new RunResult(
                ExitCode.SUCCESS,
                why,
                rooms.queries().report(batch.name()),
                rooms.reporting().folder(batch.name(), batch.pass()));
    }

    /** @param latest what was given, with the settings as they are now: they may change while it runs, and after */
    private RunResult once(LatestInput latest, Life life, List<String> warnings, RunListener listener) {
        JobFile jobFile = latest.get().jobFile();
        RunState run = new RunState(latest, life, listener, clock.instant());
        warnings.forEach(run::warn);
        run.whenMoved(() -> watch.look(jobFile.name()));
        running.begins(run);
        try (RunDirectories directories = new RunDirectories(rooms.directories(), jobFile);
                MailClock mails = MailClock.during(run, rooms.reporting(), clock)) {
            run.listener().started(jobFile, run.pass(), passes.isResumed(jobFile, run.pass()));
            JobExecution execution = passes.execute(run, directories, running::contains);
            watch.complaint().ifPresent(run::warn);
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
            rooms.copies().forgetOldDays();
        } catch (RuntimeException e) {
            LOG.warn("what old runs left is kept", e);
        }
    }
}
