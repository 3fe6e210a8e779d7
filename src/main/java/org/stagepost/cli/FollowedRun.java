package org.stagepost.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.stagepost.cli.progress.ProgressView;
import org.stagepost.cli.terminal.DrainOnSignal;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.job.RunResult;
import org.stagepost.job.SeveralListeners;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.JobState;
import org.stagepost.migration.RequestKind;
import org.stagepost.model.BatchName;
import org.stagepost.model.ExitCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.report.TextViews;

/** Watches a batch that another process runs, until its run ends or nobody wants to watch any more. */
final class FollowedRun {
    private static final long PAUSE_MILLIS = 100;
    private static final int PAUSES_PER_LOOK = 10;
    private static final String RUNNING = "running: ";

    private final Contexts contexts;
    private final Terminal terminal;
    private final OutputOptions output;
    private final AtomicBoolean leaving = new AtomicBoolean();

    FollowedRun(Contexts contexts, Terminal terminal, OutputOptions output) {
        this.contexts = contexts;
        this.terminal = terminal;
        this.output = output;
    }

    /** @return what the run ended with; ALREADY_RUNNING when it goes on and nobody watches it any more */
    int go(HomeOption home, BatchName batch) {
        HomeFolder folder = home.folder(terminal);
        if (!watched(folder, batch)) {
            output.say(
                    terminal,
                    batch + " runs on; look at it again with: "
                            + Invocation.of(home).command("batch show " + batch + " --follow"));
            return ExitCode.ALREADY_RUNNING.number();
        }
        try (Contexts.Control control = contexts.control(folder)) {
            RunResult result = result(control, folder, batch);
            new ForegroundRun(terminal, output, RunEvents.none(terminal))
                    .conclude(result, HandedOverRun.reports(result), List.of(), Invocation.of(home));
            return result.exitCode().number();
        }
    }

    /** @return false when somebody left while it was running */
    private boolean watched(HomeFolder folder, BatchName batch) {
        ProgressView view = output.view(terminal);
        try (Contexts.Control control = contexts.control(folder);
                view;
                DrainOnSignal signals = DrainOnSignal.install(() -> leaving.set(true), view::close)) {
            BatchView first = Lookup.batch(control, batch);
            if (!goesOn(control, first)) {
                return true;
            }
            view.joins(batch + ": pass " + first.batch().pass().value()
                    + ", run by another process; Ctrl-C leaves only this view");
            LedgerWatch watch = new LedgerWatch(control, batch, view, new SeveralListeners(List.of()));
            while (goesOn(control, watch.look())) {
                if (isLeft()) {
                    return false;
                }
            }
            return true;
        } catch (MigrationException e) {
            if (HandedOverRun.isGone(e)) {
                return true; // the process that ran it has ended, and its store is opened anew
            }
            throw e;
        }
    }

    private boolean isLeft() {
        for (int pause = 0; pause < PAUSES_PER_LOOK && !leaving.get(); pause++) {
            Pause.millis(PAUSE_MILLIS);
        }
        return leaving.get();
    }

    /** Between two rounds, while users wait to be tried again, only the process itself knows that it goes on. */
    private static boolean goesOn(Contexts.Control control, BatchView now) {
        if (!control.runnerAlive()) {
            return false;
        }
        return !now.status().isAtRest()
                || isRunning(
                        Asking.answer(control, now.batch().name(), RequestKind.REPORT, null)
                                .sentence(),
                        now.batch().name());
    }

    private static boolean isRunning(String sentence, BatchName batch) {
        return sentence.startsWith(RUNNING)
                && Arrays.asList(sentence.substring(RUNNING.length()).split(", "))
                        .contains(batch.value());
    }

    private RunResult result(Contexts.Control control, HomeFolder folder, BatchName batch) {
        BatchView ended = Lookup.batch(control, batch);
        BatchReport report = control.batches().report(batch);
        String message = Optional.of(ended.message())
                .filter(text -> !text.isEmpty())
                .orElseGet(() -> new TextViews(terminal.width()).status(ended));
        return new RunResult(
                exitCode(control.look().state(batch), ended),
                message,
                report,
                folder.reports(batch, ended.batch().pass()));
    }

    private static ExitCode exitCode(JobState state, BatchView ended) {
        return switch (state) {
            case NONE, ENDED -> ended.counts().failed() == 0 ? ExitCode.SUCCESS : ExitCode.SOME_USERS_FAILED;
            case STOPPED -> ExitCode.STOPPED;
            case FAILED, DEAD -> ExitCode.BATCH_FAILED;
            case STARTING, WAITING, RUNNING, STOPPING -> ExitCode.ALREADY_RUNNING; // begun again a moment ago
        };
    }
}
