package org.stagepost.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.migration.ServiceConfig;
import org.stagepost.model.ExitCode;
import org.stagepost.report.JsonViews;
import org.stagepost.report.TextViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What holds for all batches of a home folder. */
@Command(name = "config", addMethodSubcommands = false, description = "Shows and changes limits over all batches.")
final class ConfigCommands {
    private final Contexts contexts;
    private final Terminal terminal;

    ConfigCommands(Contexts contexts, Terminal terminal) {
        this.contexts = contexts;
        this.terminal = terminal;
    }

    @Command(
            name = "show",
            description = "Shows what holds for all batches.",
            footer = {"", "Example:", "  stagepost config show"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int show(@Mixin HomeOption home, @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            return print(control.manageService().config(), output);
        }
    }

    @Command(
            name = "set",
            description = {
                "Changes what holds for all batches, for processes that start from now on; NAME= takes a setting back.",
                "maxConcurrentMigrations: mailboxes at once, all batches together. keepHistory: how long the steps of "
                        + "past runs are kept (30d)."
            },
            footer = {"", "Example:", "  stagepost config set maxConcurrentMigrations=50 keepHistory=30d"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int set(
            @Parameters(arity = "1..*", paramLabel = "NAME=VALUE", description = "Settings to change.")
                    List<String> settings,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            return print(control.manageService().set(Settings.parsed(settings)), output);
        }
    }

    @Command(
            name = "rotate-key",
            description = {
                "Seals all stored passwords, keys and tokens with a new key, and forgets the old one. Refused while a "
                        + "process runs batches.",
                "Killed on the way, it leaves everything usable; run it again. Other homes with the same database need the "
                        + "new keys/secret.key. A key in STAGEPOST_KEY is replaced with STAGEPOST_OLD_KEY set to it and "
                        + "STAGEPOST_KEY to a new one.",
                "No key is made by itself while the one that sealed stored secrets is missing: put it back from the "
                        + "backup, or, when it is lost for good, forget them with --lost and set them anew (endpoint set; "
                        + "start a batch again with the passwords in its CSV)."
            },
            footer = {"", "Example:", "  stagepost config rotate-key"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int rotateKey(
            @Option(names = "--lost", description = "Forget the secrets that no key opens any more; names them.")
                    boolean lost,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        try (Contexts.Run run = contexts.run(home.folder(terminal))) {
            if (lost) {
                return forgotten(run.replaceLostKey(), output);
            }
            int sealed = run.rotateKey();
            output.print(
                    terminal,
                    () -> "secrets that were sealed with a new key: " + sealed + System.lineSeparator(),
                    () -> new JsonViews().rotation(sealed));
            return ExitCode.SUCCESS.number();
        }
    }

    private int forgotten(List<String> secrets, OutputOptions output) {
        String end = System.lineSeparator();
        String list = secrets.stream().map(secret -> "  " + secret + end).collect(Collectors.joining());
        output.print(
                terminal,
                () -> "secrets that were forgotten and are to be set anew: " + secrets.size() + end + list,
                () -> new JsonViews().forgotten(secrets));
        return ExitCode.SUCCESS.number();
    }

    private int print(ServiceConfig config, OutputOptions output) {
        output.print(
                terminal, () -> new TextViews(terminal.width()).config(config), () -> new JsonViews().config(config));
        return ExitCode.SUCCESS.number();
    }
}
