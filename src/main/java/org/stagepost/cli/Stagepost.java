package org.stagepost.cli;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
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

    /** Only the command that is typed first, and of a group only the typed action: to read them all takes longer. */
    CommandLine commandLine(String... arguments) {
        var root = new CommandLine(new StagepostCommand(contexts, terminal));
        addCommands(root, arguments.length > 0 ? arguments[0] : "", arguments.length > 1 ? arguments[1] : "");
        offerHelp(root);
        Arguments.convertFor(root);
        var failures = new FailureWords(contexts, terminal);
        return root.setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setUsageHelpWidth(HELP_WIDTH)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    /** All of them when what is typed is none: then help or advice is asked for. */
    private void addCommands(CommandLine root, String typed, String action) {
        Supplier<Object> typedGroup = groups().get(typed);
        if (typedGroup != null) {
            var group = new CommandLine(typedGroup.get());
            addActions(group, typed, action);
            root.addSubcommand(group);
            return;
        }
        boolean known = addMethods(root, typed);
        if (!known) {
            groups().values().forEach(group -> root.addSubcommand(new CommandLine(group.get())));
            sort(root);
        }
    }

    /** An action is a method of its group, or has a class of its own. */
    private void addActions(CommandLine group, String typed, String action) {
        Map<String, Supplier<Object>> own = ownClasses().getOrDefault(typed, Map.of());
        Supplier<Object> typedAction = own.get(action);
        if (typedAction != null) {
            group.addSubcommand(new CommandLine(typedAction.get()));
        } else if (!addMethods(group, action) && !own.isEmpty()) {
            own.values().forEach(one -> group.addSubcommand(new CommandLine(one.get())));
            sort(group);
        }
    }

    private Map<String, Map<String, Supplier<Object>>> ownClasses() {
        return Map.of("endpoint", Map.of("discover", () -> new DiscoverCommand(contexts, terminal)));
    }

    /** @return whether one of them has the name */
    private static boolean addMethods(CommandLine command, String name) {
        Class<?> type = command.getCommand().getClass();
        List<Method> named = name.isEmpty() ? List.of() : CommandLine.getCommandMethods(type, name);
        List<Method> methods = named.isEmpty() ? CommandLine.getCommandMethods(type, null) : named;
        methods.forEach(method -> command.addSubcommand(new CommandLine(method)));
        return !named.isEmpty();
    }

    private Map<String, Supplier<Object>> groups() {
        return Map.of(
                "batch", () -> new BatchCommands(contexts, terminal),
                "config", () -> new ConfigCommands(contexts, terminal),
                "csv", () -> new CsvCommands(contexts, terminal),
                "directory", () -> new DirectoryCommands(contexts, terminal),
                "endpoint", () -> new EndpointCommands(contexts, terminal),
                "report", () -> new ReportCommands(contexts, terminal),
                "user", () -> new UserCommands(contexts, terminal),
                "verify", () -> new VerifyCommand(contexts, terminal),
                "worker", () -> new WorkerCommand(contexts, terminal));
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
