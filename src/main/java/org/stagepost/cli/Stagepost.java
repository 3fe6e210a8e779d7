package org.stagepost.cli;

import java.util.List;
import java.util.TreeMap;
import org.stagepost.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;

/** The command line: parses first, then opens what the command needs. */
public final class Stagepost {
    private static final int HELP_WIDTH = 80;

    private final Contexts contexts;
    private final Terminal terminal;

    public Stagepost(Contexts contexts) {
        this(contexts, Terminal.ofProcess());
    }

    public Stagepost(Contexts contexts, Terminal terminal) {
        this.contexts = contexts;
        this.terminal = terminal;
    }

    /** @return what the process ends with: a number of {@link org.stagepost.model.ExitCode} */
    public int execute(String... arguments) {
        return commandLine(arguments).execute(arguments);
    }

    /** Only the group that is typed first gets its commands: to read them all would double the start-up time. */
    CommandLine commandLine(String... arguments) {
        var root = new CommandLine(new StagepostCommand(contexts, terminal));
        for (Object group : groups()) {
            var line = new CommandLine(group);
            if (arguments.length > 0 && arguments[0].equals(line.getCommandName())) {
                line.getCommandSpec().addMethodSubcommands();
            }
            root.addSubcommand(line);
        }
        sort(root);
        offerHelp(root);
        Arguments.convertFor(root);
        var failures = new FailureWords(terminal);
        return root.setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setUsageHelpWidth(HELP_WIDTH)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    private List<Object> groups() {
        return List.of(
                new BatchCommands(contexts, terminal),
                new CsvCommands(contexts, terminal),
                new EndpointCommands(contexts, terminal),
                new ReportCommands(contexts, terminal),
                new UserCommands(contexts, terminal));
    }

    private static void offerHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help and exit.")
                        .build());
        command.getSubcommands().values().forEach(Stagepost::offerHelp);
    }

    /** In the order of their names, as every list in a help text. */
    private static void sort(CommandLine root) {
        var spec = root.getCommandSpec();
        new TreeMap<>(root.getSubcommands()).forEach((name, command) -> {
            spec.removeSubcommand(name);
            spec.addSubcommand(name, command);
        });
    }
}
