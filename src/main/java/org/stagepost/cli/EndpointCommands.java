package org.stagepost.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stagepost.cli.terminal.Printable;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.migration.JobFileReader;
import org.stagepost.model.ExitCode;
import org.stagepost.model.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps named connection settings. */
@Command(
        name = "endpoint",
        addMethodSubcommands = false,
        description = "Keeps and tests the connection settings of servers.")
final class EndpointCommands {
    private static final String NAME = "Name of the endpoint.";

    private final Contexts contexts;
    private final Terminal terminal;

    EndpointCommands(Contexts contexts, Terminal terminal) {
        this.contexts = contexts;
        this.terminal = terminal;
    }

    /** The mailbox that proves an administrator's login. */
    static final class TestMailbox {
        @Option(
                names = "--mailbox",
                paramLabel = "USER",
                defaultValue = "",
                description = "Mailbox that the administrator's login is to open, as the server calls it.")
        private String user = "";
    }

    /** The options of {@code create}, which are those of {@link EndpointSetting} and one more. */
    static final class Settings {
        @Option(names = "--skip-verification", description = "Store the endpoint without a test.")
        private boolean unverified;

        @Spec(Spec.Target.MIXEE)
        private CommandSpec command = CommandSpec.create();

        private JobFileReader.Result<Endpoint> read(JobFileReader reader, String name) {
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("name", name);
            settings.putAll(EndpointSetting.typed(command));
            return reader.endpoint("endpoint create", settings);
        }
    }

    @Command(
            name = "create",
            modelTransformer = EndpointSetting.Options.class,
            description = "Tests connection settings stage by stage and stores them if every stage passes.",
            footer = {
                "",
                "Example:",
                "  stagepost endpoint create old-mail --kind imap --host imap.example.test \\",
                "      --security tls --login-as admin --login-user master \\",
                "      --login-style master-user --password-from env:OLD_ADMIN_PASSWORD"
            },
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {
                ExitText.DONE,
                ExitText.INTERNAL,
                ExitText.BAD_INPUT,
                ExitText.ENDPOINT_FAILED,
                ExitText.ALREADY_RUNNING
            })
    int create(
            @Parameters(paramLabel = "NAME", description = "1 to 64 letters, digits, - and _.") String name,
            @Mixin Settings settings,
            @Mixin TestMailbox mailbox,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            if (control.endpoints().find(name).isPresent()) {
                throw new CommandRefused("there is an endpoint '" + name + "' already", "remove it first");
            }
            JobFileReader.Result<Endpoint> read = settings.read(control.jobFiles(), name);
            read.findings().forEach(this::print);
            if (read.value().isEmpty()) {
                return ExitCode.BAD_INPUT.number();
            }
            Endpoint endpoint = control.withSecretAsked(read.value().get());
            if (settings.unverified) {
                return store(control, endpoint, output);
            }
            List<ProbeStage> stages = control.manageEndpoints().create(endpoint, mailbox.user);
            return tested(endpoint, stages, output);
        }
    }

    private void print(Finding finding) {
        String what = EndpointSetting.optionOf(finding.where()).orElse(finding.where());
        String where = what.isEmpty() ? "" : what + ": ";
        String remedy = finding.remedy().isEmpty() ? "" : " (" + finding.remedy() + ")";
        String word = finding.severity() == Finding.Severity.WARNING ? "warning: " : "error: ";
        terminal.err().println(word + Printable.line(where + EndpointSetting.inOptions(finding.message() + remedy)));
    }

    private int store(Contexts.Control control, Endpoint endpoint, OutputOptions output) {
        control.manageEndpoints().createUnverified(endpoint);
        output.print(
                terminal,
                () -> "stored '" + endpoint.name() + "' without a test\n",
                () -> EndpointViews.stagesJson(endpoint, List.of()));
        return ExitCode.SUCCESS.number();
    }

    private int tested(Endpoint endpoint, List<ProbeStage> stages, OutputOptions output) {
        int exit = printed(endpoint, stages, output);
        boolean stored = exit == ExitCode.SUCCESS.number();
        output.say(terminal, stored ? "stored '" + endpoint.name() + "'" : "'" + endpoint.name() + "' was not stored");
        return exit;
    }

    private int printed(Endpoint endpoint, List<ProbeStage> stages, OutputOptions output) {
        output.print(
                terminal,
                () -> EndpointViews.stages(terminal, stages),
                () -> EndpointViews.stagesJson(endpoint, stages));
        boolean passed = stages.stream().allMatch(ProbeStage::passed);
        return (passed ? ExitCode.SUCCESS : ExitCode.BATCH_FAILED).number();
    }

    @Command(
            name = "list",
            description = "Lists all endpoints that are stored in the home folder.",
            footer = {"", "Example:", "  stagepost endpoint list"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int list(@Mixin HomeOption home, @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            List<Endpoint> endpoints = control.endpoints().list();
            output.print(terminal, () -> EndpointViews.list(endpoints), () -> EndpointViews.listJson(endpoints));
            return ExitCode.SUCCESS.number();
        }
    }

    @Command(
            name = "show",
            description = "Shows the settings of an endpoint; of a password only where it is kept.",
            footer = {"", "Example:", "  stagepost endpoint show old-mail"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int show(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            Endpoint endpoint = Lookup.endpoint(control, name);
            output.print(terminal, () -> EndpointViews.show(endpoint), () -> EndpointViews.showJson(endpoint));
            return ExitCode.SUCCESS.number();
        }
    }

    @Command(
            name = "test",
            description = "Tests an endpoint stage by stage: name, connection, TLS, capabilities, login.",
            footer = {"", "Example:", "  stagepost endpoint test old-mail --mailbox ann"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {
                ExitText.DONE,
                ExitText.INTERNAL,
                ExitText.BAD_INPUT,
                ExitText.ENDPOINT_FAILED,
                ExitText.ALREADY_RUNNING
            })
    int test(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Mixin TestMailbox mailbox,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            Endpoint endpoint = Lookup.endpoint(control, name);
            return printed(endpoint, control.manageEndpoints().test(endpoint, mailbox.user), output);
        }
    }

    @Command(
            name = "remove",
            description = "Removes an endpoint from the home folder, and its sealed password.",
            footer = {"", "Example:", "  stagepost endpoint remove old-mail"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int remove(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            Endpoint endpoint = Lookup.endpoint(control, name);
            control.endpoints().remove(endpoint.name());
            output.print(terminal, () -> "removed '" + endpoint.name() + "'\n", () -> EndpointViews.showJson(endpoint));
            return ExitCode.SUCCESS.number();
        }
    }
}
