package org.stagepost.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.cli.events.EventFile;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.model.EmailAddress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who hears of a run besides those who look at it: programs, and people who look for a fault in a protocol. */
final class EventOptions {
    private static final String STANDARD_OUTPUT = "-";

    @Option(
            names = "--events",
            paramLabel = "FILE",
            description = "Append what happens to FILE while it happens, a line of JSON each (src/docs/events.md). "
                    + "- is standard output, where nothing else is printed then.")
    private @Nullable String file;

    @Mixin
    private TraceOption trace = new TraceOption();

    /** How people are told: on standard error only, and little, when standard output is full of events. */
    OutputOptions shown(OutputOptions output) {
        if (!isOnStandardOutput()) {
            return output;
        }
        if (output.isJson()) {
            throw new CommandRefused(
                    "--json and --events - both write to standard output", "write the events to a file");
        }
        return output.besideEvents();
    }

    /** Only a run has events. @param option that was typed and means that nothing is run */
    void refuseWith(String option) {
        if (file != null || !traced().isEmpty()) {
            throw new CommandRefused(
                    option + " runs nothing, so there is nothing to tell", "leave --events and --trace out");
        }
    }

    /** Whose connections are traced. */
    List<EmailAddress> traced() {
        return trace.users();
    }

    private boolean isOnStandardOutput() {
        return STANDARD_OUTPUT.equals(file);
    }

    RunEvents open(Terminal terminal) {
        return new RunEvents(Optional.ofNullable(file).map(name -> open(name, terminal)), terminal);
    }

    private EventFile open(String name, Terminal terminal) {
        String worker = terminal.host() + ":" + ProcessHandle.current().pid();
        if (isOnStandardOutput()) {
            return EventFile.on(terminal.out(), worker);
        }
        try {
            return EventFile.append(Path.of(name), worker);
        } catch (IOException | IllegalArgumentException e) {
            String why = e instanceof NoSuchFileException ? "there is no such folder" : String.valueOf(e.getMessage());
            throw new CommandRefused(
                    "--events: cannot write to " + name + ": " + why, "name a file in a folder that you may write to");
        }
    }
}
