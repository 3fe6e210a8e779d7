package org.stagepost.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.discovery.DiscoverySettings;
import org.stagepost.discovery.Found;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds how a mailbox's server is reached; needs no home folder. */
@Command(
        name = "discover",
        description = {
            "Finds from a mail address how its server is reached: SRV records, Thunderbird's autoconfig, Exchange's "
                    + "Autodiscover, then guesses from MX records and usual names. Nothing is stored.",
            "Only public addresses are connected to. No password is sent, unless to hosts named by --send-password-to."
        },
        footer = {"", "Example:", "  stagepost endpoint discover ann@contoso.test --verbose"},
        exitCodeListHeading = ExitText.HEADING,
        exitCodeList = {ExitText.PROPOSED, ExitText.INTERNAL, ExitText.BAD_INPUT, ExitText.NOTHING_PROPOSED})
final class DiscoverCommand implements Callable<Integer> {
    private final Contexts contexts;
    private final Terminal terminal;

    @Parameters(paramLabel = "ADDRESS", description = "A mailbox of the domain.")
    private EmailAddress address = new EmailAddress("nobody@localhost");

    @Option(names = "--verbose", description = "Also list what was tried, with each answer.")
    private boolean verbose;

    @Mixin
    private DiscoveryReach reach = new DiscoveryReach();

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "PEM file with the CA that issued the certificates of the domain's web servers.")
    private @Nullable Path caFile;

    @Option(names = "--login-user", paramLabel = "USER", description = "Who asks Autodiscover.")
    private String loginUser = "";

    @Option(
            names = "--password-from",
            paramLabel = "WHERE",
            converter = PasswordPlace.class,
            description = "Where the password is: env:NAME, file:PATH, or prompt.")
    private String passwordFrom = "";

    @Option(
            names = "--send-password-to",
            paramLabel = "HOST",
            description =
                    "A host that may receive the password, over https and with a valid certificate; may be repeated.")
    private List<String> passwordHosts = List.of();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** Refuses a password that is typed. */
    static final class PasswordPlace implements ITypeConverter<String> {
        @Override
        public String convert(String typed) {
            return EndpointSetting.read("login.password", typed);
        }
    }

    DiscoverCommand(Contexts contexts, Terminal terminal) {
        this.contexts = contexts;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Found found = contexts.discovery(settings()).discover(address);
        DiscoverViews views = new DiscoverViews(address, caFile == null ? "" : caFile.toString());
        boolean nothing = found.proposals().isEmpty();
        output.print(terminal, () -> views.text(found, verbose || nothing), () -> views.json(found));
        return (nothing ? ExitCode.BATCH_FAILED : ExitCode.SUCCESS).number();
    }

    private DiscoverySettings settings() {
        DiscoverySettings settings = reach.settings(
                        caFile == null
                                ? ""
                                : caFile.toAbsolutePath().normalize().toString())
                .withLogin(
                        loginUser,
                        passwordFrom,
                        passwordHosts.stream()
                                .map(host -> host.toLowerCase(Locale.ROOT))
                                .collect(Collectors.toSet()));
        boolean complete = !passwordFrom.isEmpty() && !passwordHosts.isEmpty();
        boolean untouched = passwordFrom.isEmpty() && passwordHosts.isEmpty();
        if (loginUser.isEmpty() ? !untouched : !complete) {
            throw new CommandRefused(
                    "a login needs --login-user, --password-from and --send-password-to", "give all of them, or none");
        }
        return settings;
    }
}
