package org.stagepost.cli;

import java.util.List;
import java.util.Optional;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.job.RunResult;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/**
 * Runs a batch in this process, or has it run by the process that runs batches in this home folder already. When that
 * one ends before the batch does, this one goes on.
 */
final class BatchRun {
    /** A process that ends just when it is asked is followed by another one, but hardly five times. */
    private static final int ATTEMPTS = 5;

    private final Contexts contexts;
    private final Terminal terminal;
    private final OutputOptions output;
    private final EventOptions events;

    BatchRun(Contexts contexts, Terminal terminal, OutputOptions output, EventOptions events) {
        this.contexts = contexts;
        this.terminal = terminal;
        this.output = events.shown(output);
        this.events = events;
    }

    /** @return what the process ends with */
    int go(HomeOption home, BatchWork work) {
        try (RunEvents open = events.open(terminal)) {
            return open.during(() -> go(home, work, open));
        }
    }

    private int go(HomeOption home, BatchWork work, RunEvents told) {
        HomeFolder folder = home.folder(terminal);
        var foreground = new ForegroundRun(terminal, output, told);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<Contexts.Run> own = own(folder);
            if (own.isPresent()) {
                try (Contexts.Run run = own.get()) {
                    Traces traces = Traces.begin(events.traced(), run, work);
                    RunResult result = foreground.go(run, work);
                    told.ended(result);
                    traces.lines().forEach(line -> output.say(terminal, line));
                    foreground.conclude(
                            result,
                            result.reports().toString(),
                            new NextSteps(run.endpoints()).after(result, Invocation.of(home)),
                            Invocation.of(home));
                    return result.exitCode().number();
                }
            }
            if (!events.traced().isEmpty()) {
                throw new CommandRefused(
                        "--trace works in the process that runs the batch, and another one does",
                        "end that one first, or do without the trace");
            }
            Optional<RunResult> result = new HandedOverRun(contexts, terminal, output, told).go(folder, work);
            if (result.isPresent()) {
                told.ended(result.get());
                foreground.conclude(result.get(), HandedOverRun.reports(result.get()), List.of(), Invocation.of(home));
                return result.get().exitCode().number();
            }
        }
        throw new MigrationException(
                FailureCode.BATCH_ALREADY_RUNNING, "other processes keep the home folder " + folder.root() + " busy");
    }

    /** Empty when another process runs batches. */
    private Optional<Contexts.Run> own(HomeFolder folder) {
        try {
            return Optional.of(contexts.run(folder));
        } catch (MigrationException e) {
            if (e.code() == FailureCode.BATCH_ALREADY_RUNNING) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
