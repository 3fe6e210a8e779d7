package org.stagepost.cli;

import java.util.List;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.model.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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
                ExitText.BAD_SETTING,
                ExitText.ENDPOINT_FAILED,
                ExitText.ALREADY_RUNNING
            })
    int create(
            @Mixin NewEndpoint settings,
            @Mixin TestMailbox mailbox,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        EndpointResult result = new EndpointResult(terminal, output);
        return new EndpointCreate(contexts, home.folder(terminal), result).go(settings, mailbox);
    }

    @Command(
            name = "set",
            description = {
                "Changes settings of an endpoint, by the keys of a job file: KEY= gives one back its default. Tests the "
                        + "endpoint with the changes, and stores them if every stage passes.",
                "Refused while a batch runs that uses it, unless --update is given: limits hold at once then, login and "
                        + "security for what is opened later; with another host or port the run stays where it is."
            },
            footer = {
                "",
                "Example:",
                "  stagepost endpoint set old-mail maxConcurrentMigrations=30 port=",
                "  stagepost endpoint set old-mail --password-from prompt --mailbox ann --update"
            },
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {
                ExitText.DONE,
                ExitText.INTERNAL,
                ExitText.BAD_SETTING,
                ExitText.ENDPOINT_FAILED,
                ExitText.ALREADY_RUNNING
            })
    int set(
            @Parameters(index = "0", paramLabel = "NAME", description = NAME) String name,
            @Parameters(index = "1..*", paramLabel = "KEY=VALUE", description = "Settings to change.")
                    List<String> settings,
            @Mixin EndpointChange change,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        EndpointResult result = new EndpointResult(terminal, output);
        return new EndpointSet(contexts, home.folder(terminal), result)
                .go(name, settings == null ? List.of() : settings, change);
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
            description = {
                "Tests an endpoint stage by stage: name, connection, TLS, greeting, capabilities, login, rights, folders, one "
                        + "message; with --as-target writing, too. Ends at the first stage that fails, and says what that "
                        + "means and what to do."
            },
            footer = {
                "",
                "Example:",
                "  stagepost endpoint test old-mail --mailbox ann",
                "  stagepost endpoint test new-mail --mailbox ann --as-target"
            },
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {
                ExitText.DONE,
                ExitText.INTERNAL,
                ExitText.BAD_SETTING,
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
            List<ProbeStage> stages = control.manageEndpoints().test(endpoint, mailbox.request(contexts, endpoint));
            return new EndpointResult(terminal, output).stages(endpoint, stages);
        }
    }

    @Command(
            name = "remove",
            description = {
                "Removes an endpoint from the home folder, and its sealed password.",
                "Refused while a batch that is not completed uses it."
            },
            footer = {"", "Example:", "  stagepost endpoint remove old-mail"},
            exitCodeListHeading = ExitText.HEADING,
            exitCodeList = {ExitText.DONE, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.ALREADY_RUNNING})
    int remove(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Mixin HomeOption home,
            @Mixin OutputOptions output) {
        try (Contexts.Control control = contexts.control(home.folder(terminal))) {
            Endpoint endpoint = Lookup.endpoint(control, name);
            new EndpointUsers(control, endpoint).refuseWhileNeeded();
            control.endpoints().remove(endpoint.name());
            output.print(terminal, () -> "removed '" + endpoint.name() + "'\n", () -> EndpointViews.showJson(endpoint));
            return ExitCode.SUCCESS.number();
        }
    }
}
