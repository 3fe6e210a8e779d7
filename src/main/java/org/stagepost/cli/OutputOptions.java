package org.stagepost.cli;

import java.util.function.Supplier;
import org.stagepost.cli.progress.ProgressView;
import org.stagepost.cli.terminal.Terminal;
import picocli.CommandLine.Option;

/** How much a command prints, and for whom. */
final class OutputOptions {
    @Option(names = "--json", description = "Print JSON for scripts.")
    private boolean json;

    @Option(names = "--quiet", description = "Print errors and how it ended only; the exit code tells the rest.")
    private boolean quiet;

    /** Something else writes to standard output. */
    private boolean outIsTaken;

    /** As if quiet, and nothing at all on standard output, which is full of events. */
    OutputOptions besideEvents() {
        var options = new OutputOptions();
        options.quiet = true;
        options.outIsTaken = true;
        return options;
    }

    /** Words for people belong on standard error. */
    boolean isOutTaken() {
        return json || outIsTaken;
    }

    boolean isJson() {
        return json;
    }

    /** Errors only, for people. */
    boolean isQuiet() {
        return quiet && !json;
    }

    /** Words for people are welcome. */
    boolean isTalkative() {
        return !json && !quiet;
    }

    /** Prints a command's result the way that was asked for; only that rendering is made. */
    void print(Terminal terminal, Supplier<String> text, Supplier<String> asJson) {
        if (json) {
            terminal.out().print(asJson.get());
        } else if (!quiet) {
            terminal.out().print(text.get());
        }
        terminal.out().flush();
    }

    /** The live view of a run: as much of it as is wanted. */
    ProgressView view(Terminal terminal) {
        return isTalkative() ? ProgressView.talkative(terminal) : ProgressView.quiet(terminal);
    }

    /** Prints a line for people. */
    void say(Terminal terminal, String line) {
        if (isTalkative()) {
            terminal.out().println(line);
        }
    }
}
