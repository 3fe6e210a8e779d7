package org.stagepost.cli;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.stagepost.cli.terminal.Printable;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What standard error and the exit code say about a command that could not be done.
 * Handlers, not an exit code mapper: picocli asks a mapper about usage errors as well.
 */
final class FailureWords implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final Contexts contexts;
    private final Terminal terminal;

    FailureWords(Contexts contexts, Terminal terminal) {
        this.contexts = contexts;
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String help = "see '" + command.getCommandSpec().qualifiedName() + " --help'";
        if (failure instanceof UnmatchedArgumentException unmatched) {
            // Only the name: what follows may be a password that somebody typed by mistake.
            String typed = unmatched.getUnmatched().get(0).split("=", 2)[0];
            Optional<String> nearest = Nearest.to(typed, names(typed, command));
            say(unmatchedWords(typed, command), nearest.map(FailureWords::meant).orElse(help));
        } else if (command.getSubcommands().isEmpty()) {
            say(uncapitalized(String.valueOf(failure.getMessage())), help);
        } else {
            command.usage(terminal.err());
        }
        return ExitCode.BAD_INPUT.number();
    }

    static String meant(String name) {
        return "did you mean '" + name + "'?";
    }

    private static String unmatchedWords(String typed, CommandLine command) {
        if (typed.startsWith("-")) {
            return "unknown option '" + typed + "'";
        }
        String word = command.getSubcommands().isEmpty() ? "unexpected argument" : "unknown command";
        return word + " '" + typed + "'";
    }

    private static Collection<String> names(String typed, CommandLine command) {
        if (!typed.startsWith("-")) {
            return command.getSubcommands().keySet();
        }
        return command.getCommandSpec().options().stream()
                .flatMap(option -> List.of(option.names()).stream())
                .toList();
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof CommandRefused refused) {
            say(refused.reason(), refused.hint());
            return ExitCode.BAD_INPUT.number();
        }
        if (failure instanceof MigrationException known && known.code() != FailureCode.INTERNAL) {
            say(known.detail(), known.hint());
            return ExitCode.of(known.code()).number();
        }
        // The message of an unexpected exception may hold anything: it belongs in the log, not on the screen.
        HomeFolder home = HomeOption.of(command.getParseResult(), terminal);
        boolean logged = contexts.log(home);
        LoggerFactory.getLogger(FailureWords.class).error("{} failed", command.getCommandName(), failure);
        say(
                defect(failure),
                logged
                        ? FailureCode.INTERNAL.hint() + " It is in " + home.logs() + "."
                        : "Please report it. There is no log file: " + home.logs() + " cannot be written.");
        return ExitCode.INTERNAL.number();
    }

    /** What it is and where it happened, without its message. */
    static String defect(Exception failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return "a defect of Stagepost: " + failure.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private void say(String reason, String hint) {
        terminal.err().println(terminal.bad("error:") + " " + Printable.lines(reason));
        if (!hint.isEmpty()) {
            terminal.err().println("hint:  " + Printable.lines(hint));
        }
    }

    private static String uncapitalized(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
