package org.stagepost.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stagepost.cli.progress.ProgressView;
import org.stagepost.cli.terminal.DrainOnSignal;
import org.stagepost.cli.terminal.Printable;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.job.BatchRunner;
import org.stagepost.job.LoggedRun;
import org.stagepost.job.RequestDesk;
import org.stagepost.job.RunResult;
import org.stagepost.model.BatchName;
import org.stagepost.model.ExitCode;
import org.stagepost.report.JsonViews;
import org.stagepost.report.TextViews;

/** Runs a batch while somebody waits: draining on signals, a live view, and the words at the end. */
final class ForegroundRun {
    /** What a message tells to type; it does not know how the program is called, nor in which home folder. */
    private static final Pattern COMMAND = Pattern.compile("(?<=: )restart [A-Za-z0-9_.-]+$");

    private final Terminal terminal;
    private final OutputOptions output;
    private final RunEvents events;

    ForegroundRun(Terminal terminal, OutputOptions output, RunEvents events) {
        this.terminal = terminal;
        this.output = output;
        this.events = events;
    }

    /** Also runs what other processes ask for meanwhile, and returns when all of it has ended. */
    RunResult go(Contexts.Run run, BatchWork work) {
        warn(terminal, run);
        BatchRunner runner = run.runner();
        ProgressView view = output.view(terminal);
        try (DrainOnSignal signals = DrainOnSignal.install(() -> drain(runner, view), view::close);
                RequestDesk desk = RequestDesk.open(run.requests(), runner, LoggedRun::new)) {
            RunResult result;
            try (view) {
                result = work.here(run, events.beside(view));
            }
            awaitOthers(desk);
            return result;
        }
    }

    /** Whoever relies on being told of changes learns at the start that nobody is. Also when quiet. */
    static void warn(Terminal terminal, Contexts.Run run) {
        run.webhookTrouble().ifPresent(why -> {
            terminal.err().println(Printable.line("warning: " + why));
            terminal.err().flush();
        });
    }

    private void awaitOthers(RequestDesk desk) {
        for (BatchName other : desk.runningForOthers()) {
            output.say(terminal, other + ": still runs, asked for by another process; this one ends when it has ended");
        }
        desk.awaitOthers();
    }

    private static void drain(BatchRunner runner, ProgressView view) {
        view.stopping();
        runner.stop();
    }

    /** The summary, where the reports are, what to type next, and one sentence that says it all. */
    void conclude(RunResult result, String reports, List<String> nextSteps, Invocation invocation) {
        output.print(
                terminal,
                () -> "\n" + new TextViews(terminal.width()).summary(result.report()) + "\n",
                () -> new JsonViews().summary(result.report()));
        output.say(terminal, "reports: " + reports);
        String before = "next:    ";
        for (String step : nextSteps) {
            output.say(terminal, before + step);
            before = " ".repeat(before.length());
        }
        sayLast(result, invocation);
    }

    /** Also when quiet; beside JSON, or when something went wrong, it belongs on standard error. */
    private void sayLast(RunResult result, Invocation invocation) {
        String sentence = Printable.lines(COMMAND.matcher(result.message())
                .replaceFirst(words -> Matcher.quoteReplacement(invocation.command(words.group()))));
        if (output.isOutTaken() || result.exitCode() != ExitCode.SUCCESS) {
            terminal.out().flush();
            terminal.err().println(sentence);
        } else {
            terminal.out().println(sentence);
        }
    }
}
