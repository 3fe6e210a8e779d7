package org.stagepost.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.stagepost.cli.progress.ProgressView;
import org.stagepost.cli.terminal.DrainOnSignal;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.job.RunResult;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.RequestAnswer;
import org.stagepost.migration.RequestKind;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/** A run in another process, which owns the home folder: this one asks for it, watches it and tells how it ended. */
final class HandedOverRun {
    private static final long PAUSE_MILLIS = 250;
    /** To look at the users costs the other process something. */
    private static final int PAUSES_PER_LOOK = 4;

    private final Contexts contexts;
    private final Terminal terminal;
    private final OutputOptions output;
    private final RunEvents events;
    private final AtomicBoolean stopWanted = new AtomicBoolean();
    private boolean begun;

    HandedOverRun(Contexts contexts, Terminal terminal, OutputOptions output, RunEvents events) {
        this.contexts = contexts;
        this.terminal = terminal;
        this.output = output;
        this.events = events;
    }

    /** Empty when the other process ended before the batch did: it is this one's turn. */
    Optional<RunResult> go(HomeFolder folder, BatchWork work) {
        ProgressView view = output.view(terminal);
        try (Contexts.Control control = contexts.control(folder);
                view;
                DrainOnSignal signals = DrainOnSignal.install(() -> stop(view), view::close)) {
            if (!control.runnerAlive()) {
                return Optional.empty();
            }
            BatchName batch = work.register(control);
            view.joins(batch + ": another process runs batches and is asked to " + wish(work.kind()) + " it");
            LedgerWatch watch = new LedgerWatch(control, batch, view, events.programs());
            return await(control, watch, batch, work.kind()).map(answer -> result(folder, control, batch, answer));
        } catch (MigrationException e) {
            if (isGone(e)) {
                return Optional.empty(); // if it is the home folder that is unusable, this process finds out now
            }
            throw e;
        }
    }

    private static String wish(RequestKind kind) {
        return switch (kind) {
            case START -> "run";
            case RESTART -> "restart";
            case COMPLETE -> "complete";
            case STOP, UPDATE, REPORT -> throw new IllegalArgumentException(kind + " is no run");
        };
    }

    private void stop(ProgressView view) {
        view.stopping();
        stopWanted.set(true);
    }

    /** A question that the other process did not live to answer looks like either. */
    static boolean isGone(MigrationException failure) {
        return failure.code() == FailureCode.HOME_UNUSABLE || failure.code() == FailureCode.STORE_DAMAGED;
    }

    /** Empty when nobody is there any more to answer. */
    private Optional<RequestAnswer> await(
            Contexts.Control control, LedgerWatch watch, BatchName batch, RequestKind kind) {
        boolean stopAsked = false;
        long request = control.requests().ask(batch, kind, null);
        for (int look = 0; ; look++) {
            if (!control.requests().isKnown(request)) {
                request = control.requests().ask(batch, kind, null); // asked of one that was just starting
            }
            boolean alive = control.runnerAlive();
            Optional<RequestAnswer> answer = control.requests().answer(request);
            if (answer.isPresent() || !alive) {
                answer.ifPresent(HandedOverRun::refusal);
                if (answer.isPresent()) {
                    tellBegin(Lookup.batch(control, batch));
                }
                return answer;
            }
            if (stopWanted.get() && !stopAsked) {
                control.requests().ask(batch, RequestKind.STOP, null);
                stopAsked = true;
            }
            if (look % PAUSES_PER_LOOK == 0 && hasBegun(control, batch)) {
                watch.look();
            }
            Pause.millis(PAUSE_MILLIS);
        }
    }

    /** Before it begins, the batch is in the pass before: nothing is told of that one. */
    private boolean hasBegun(Contexts.Control control, BatchName batch) {
        if (!begun) {
            BatchView now = Lookup.batch(control, batch);
            if (!now.status().isAtRest()) {
                tellBegin(now);
            }
        }
        return begun;
    }

    private void tellBegin(BatchView now) {
        if (!begun) {
            begun = true;
            events.joined(now.batch().name(), now.batch().pass());
        }
    }

    /** What went wrong before the run began is this command's failure. */
    private static void refusal(RequestAnswer answer) {
        switch (answer.exitCode()) {
            case ALREADY_RUNNING -> throw new MigrationException(FailureCode.BATCH_ALREADY_RUNNING, answer.sentence());
            case BAD_INPUT -> throw new CommandRefused(answer.sentence(), "");
            case SUCCESS, INTERNAL, SOME_USERS_FAILED, STOPPED, BATCH_FAILED -> {
                // it ran
            }
        }
    }

    /** Where to look for them: the process may have another home folder, and the same database. */
    static String reports(RunResult result) {
        return Files.isDirectory(result.reports())
                ? result.reports().toString()
                : "in the home folder of the process that ran it";
    }

    private static RunResult result(
            HomeFolder folder, Contexts.Control control, BatchName batch, RequestAnswer answer) {
        BatchReport report = control.batches().report(batch);
        Path reports = folder.reports(batch, report.view().batch().pass());
        return new RunResult(answer.exitCode(), answer.sentence(), report, reports);
    }
}
