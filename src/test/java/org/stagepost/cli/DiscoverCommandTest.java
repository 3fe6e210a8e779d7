package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.discovery.Confidence;
import org.stagepost.discovery.DiscoverySettings;
import org.stagepost.discovery.Found;
import org.stagepost.discovery.Names;
import org.stagepost.discovery.Proposal;
import org.stagepost.discovery.ProposedKind;
import org.stagepost.discovery.Step;
import org.stagepost.endpoint.Security;
import org.stagepost.testing.CertificateAuthority;

class DiscoverCommandTest {
    private static final Step STEP =
            new Step("SRV", "_imaps._tcp.contoso.test", "no such name\u001b[2J", Duration.ofMillis(7));
    private static final Proposal TOLD = proposal(ProposedKind.IMAP, "imap.contoso.test", 993, Security.TLS)
            .withUserName("%EMAILADDRESS%")
            .noting("a note");
    private static final Proposal UPGRADED = proposal(ProposedKind.IMAP, "imap.contoso.test", 143, Security.STARTTLS);
    private static final Proposal SMTP = proposal(ProposedKind.SMTP, "smtp.contoso.test", 465, Security.TLS);
    private static final Proposal EXCHANGE = proposal(ProposedKind.EXCHANGE, "ews.contoso.test", 443, Security.TLS)
            .withUrl("https://ews.contoso.test/EWS/Exchange.asmx");
    private static final Proposal GUESS = Proposal.of(
            ProposedKind.IMAP,
            new Proposal.Server("mail.contoso.test", 993, Security.TLS),
            Confidence.GUESSED,
            "usual name");

    private static String ca = "";

    private final FakeContexts contexts = new FakeContexts();

    @BeforeAll
    static void foundAuthority(@TempDir Path folder) {
        ca = new CertificateAuthority(folder, "Trusted-CA").pem().toString();
    }

    private static Proposal proposal(ProposedKind kind, String host, int port, Security security) {
        return Proposal.of(
                kind, new Proposal.Server(host, port, security), Confidence.TOLD, "autoconfig of contoso.test");
    }

    private Typed discover(String options, Proposal... proposals) {
        contexts.found = new Found(List.of(proposals), List.of(STEP));
        return Typed.in(contexts, ("endpoint discover " + options).strip().split(" "));
    }

    private Typed create(String options, Proposal... proposals) {
        contexts.found = new Found(List.of(proposals), List.of(STEP));
        return Typed.in(
                contexts,
                ("endpoint create new-mail --skip-verification --address ann@contoso.test " + options)
                        .strip()
                        .split(" "));
    }

    @Test
    void proposalsComeWithTheCommandToGoOnWith() {
        Typed typed = discover("ann@contoso.test --ca-file " + ca, TOLD, EXCHANGE, SMTP, GUESS);

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).isEqualTo("""
                told     imap      imap.contoso.test:993 tls
                  by: autoconfig of contoso.test
                  mailboxes are called: %EMAILADDRESS%
                  note: a note
                  next: stagepost endpoint create NAME --kind imap --host imap.contoso.test --port 993 --security tls --ca-file CA
                told     exchange  https://ews.contoso.test/EWS/Exchange.asmx
                  by: autoconfig of contoso.test
                told     smtp      smtp.contoso.test:465 tls
                  by: autoconfig of contoso.test
                  next: stagepost endpoint create NAME --kind smtp --host smtp.contoso.test --port 465 --security tls --from ann@contoso.test --ca-file CA
                guessed  imap      mail.contoso.test:993 tls
                  by: usual name
                  next: stagepost endpoint create NAME --kind imap --host mail.contoso.test --port 993 --security tls --ca-file CA
                """.replace("CA\n", ca + "\n"));
        assertThat(contexts.log).isEmpty();
    }

    @Test
    void whenNothingIsFoundTheStepsAreListed() {
        Typed typed = discover("ann@contoso.test");

        assertThat(typed.exit()).isEqualTo(5);
        assertThat(typed.out())
                .contains("No server was found for ann@contoso.test")
                .endsWith("Tried:\n  SRV  _imaps._tcp.contoso.test  -> no such name\\u001B[2J  (7 ms)\n");
    }

    @Test
    void aDnsServerThatDoesNotAnswerIsNotADomainWithoutServers() {
        contexts.found = new Found(
                List.of(),
                List.of(
                        new Step("SRV", "_imaps._tcp.contoso.test", Names.NO_ANSWER, Duration.ofSeconds(2)),
                        new Step("MX", "contoso.test", Names.NO_ANSWER, Duration.ofSeconds(2))));

        Typed discovered = Typed.in(contexts, "endpoint", "discover", "ann@contoso.test");
        Typed created = Typed.in(contexts, "endpoint", "create", "new-mail", "--address", "ann@contoso.test");

        assertThat(discovered.exit()).isEqualTo(5);
        assertThat(discovered.out())
                .startsWith("The DNS server did not answer")
                .contains("--dns-server HOST[:PORT]", "--allow-private")
                .doesNotContain("No server was found");
        assertThat(created.exit()).isEqualTo(2);
        assertThat(created.err()).contains("the DNS server did not answer", "--dns-server", "--allow-private");
    }

    @Test
    void privateAddressesThatWereLeftOutAreNamed() {
        contexts.found = new Found(
                List.of(),
                List.of(
                        STEP,
                        new Step(
                                "guess",
                                "imap.contoso.test",
                                "10.0.0.7 is private or loopback: not connected to",
                                Duration.ofMillis(7))));

        assertThat(Typed.in(contexts, "endpoint", "discover", "ann@contoso.test")
                        .out())
                .contains("No server was found", "--allow-private");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:99999", "[::1]:99999", "localhost:123456789012"})
    void aPortOfADnsServerHasItsRange(String server) {
        Typed typed = discover("ann@contoso.test --dns-server " + server);

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("is not a port", "write a number from 1 to 65535");
    }

    @Test
    void verboseListsTheStepsAnyway() {
        assertThat(discover("ann@contoso.test", TOLD).out()).doesNotContain("Tried:");
        assertThat(discover("ann@contoso.test --verbose", TOLD).out()).contains("Tried:\n  SRV  _imaps");
    }

    @Test
    void jsonHoldsProposalsAndSteps() {
        assertThat(discover("ann@contoso.test --json", TOLD).out())
                .contains("\"schema\" : 1", "\"confidence\" : \"told\"", "\"userName\" : \"%EMAILADDRESS%\"")
                .contains("\"command\" : \"stagepost endpoint create NAME --kind imap --host imap.contoso.test")
                .contains("\"asked\" : \"_imaps._tcp.contoso.test\"", "\"milliseconds\" : 7");
    }

    @Test
    void anAddressCannotBreakOutOfTheCommand() {
        assertThat(discover("a'b$c@contoso.test", SMTP).out()).contains(" --from 'a'\\''b$c@contoso.test'\n");
    }

    @Test
    void optionsAreSettings() {
        discover("ann@contoso.test --allow-private --dns-server 127.0.0.1:5353 --ca-file " + ca
                + " --login-user ann --password-from env:PW --send-password-to Mail.contoso.test");
        discover("ann@contoso.test");

        assertThat(contexts.discoveries)
                .containsExactly(
                        new DiscoverySettings(true, "127.0.0.1:5353", ca, "ann", "env:PW", Set.of("mail.contoso.test")),
                        DiscoverySettings.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contoso.test",
                "ann@contoso.test --dns-server 127.0.0.1:x",
                "ann@contoso.test --ca-file absent.pem",
                "ann@contoso.test --ca-file pom.xml",
                "ann@contoso.test --login-user ann",
                "ann@contoso.test --login-user ann --password-from env:PW",
                "ann@contoso.test --send-password-to mail.contoso.test",
                "ann@contoso.test --login-user ann --password-from hunter2 --send-password-to mail.contoso.test"
            })
    void whatCannotBeMeantIsRefused(String options) {
        Typed typed = discover(options);

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).startsWith("error: ").doesNotContain("hunter2");
        assertThat(contexts.discoveries).isEmpty();
    }

    @Test
    void createTakesTheFirstServerThatIsTold() {
        Typed typed = create("--ca-file " + ca, TOLD, UPGRADED, GUESS);

        assertThat(typed.exit()).isZero();
        assertThat(typed.out())
                .startsWith("found imap imap.contoso.test:993 tls by autoconfig of contoso.test\nnote: a note\n");
        assertThat(contexts.endpointSettings)
                .contains(
                        entry("kind", "imap"),
                        entry("host", "imap.contoso.test"),
                        entry("port", "993"),
                        entry("security", "tls"));
        assertThat(contexts.discoveries).containsExactly(DiscoverySettings.DEFAULT.withCaFile(ca));
    }

    @Test
    void createKeepsToWhatIsTyped() {
        create("--security starttls", TOLD, UPGRADED);
        assertThat(contexts.endpointSettings).contains(entry("port", "143"), entry("security", "starttls"));

        contexts.stored.clear();
        create("--kind smtp", TOLD, SMTP);
        assertThat(contexts.endpointSettings).contains(entry("host", "smtp.contoso.test"), entry("kind", "smtp"));
    }

    @Test
    void createNeverTakesAGuess() {
        Typed typed = create("", EXCHANGE, GUESS);

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).isEqualTo("""
                error: the domain of ann@contoso.test does not tell its server; guessed, and not taken: imap mail.contoso.test:993 tls
                hint:  see 'stagepost endpoint discover ann@contoso.test', then give --host, --port and --security
                """);
        assertThat(contexts.stored).isEmpty();
    }

    @Test
    void createTakesNoServerOutsideOfTheDomain() {
        Typed typed = create("", proposal(ProposedKind.IMAP, "imap.evil-contoso.test", 993, Security.TLS));

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err())
                .contains(
                        "names a server outside of it: imap imap.evil-contoso.test:993 tls",
                        "--host imap.evil-contoso.test --port 993 --security tls");
        assertThat(contexts.stored).isEmpty();
    }

    @Test
    void createAsksForTheHostWhenNothingIsFound() {
        Typed typed = create("");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err())
                .contains(
                        "no server of kind imap was found for ann@contoso.test", "give --host, --port and --security");
    }

    @Test
    void createLooksWhereItIsTold() {
        create("--allow-private --dns-server 127.0.0.1:5353", TOLD);

        assertThat(contexts.discoveries)
                .containsExactly(new DiscoverySettings(true, "127.0.0.1:5353", "", "", "", Set.of()));
    }

    @Test
    void createTakesThePresetThatFits() {
        create("", TOLD.withPreset("gmail"));

        assertThat(contexts.endpointSettings).contains(entry("preset", "gmail"));
    }

    @Test
    void createKeepsTheHomeFolderClosedWhileItLooks() {
        contexts.atDiscovery = () -> assertThat(contexts.log).last().isEqualTo("closed");

        assertThat(create("", TOLD).exit()).isZero();
        assertThat(contexts.log).contains("closed");
    }

    @Test
    void createFindsOutAboutTheNameBeforeItLooks() {
        contexts.stored.put("new-mail", Samples.endpoint("new-mail", "env:NEW"));

        assertThat(create("", TOLD).exit()).isEqualTo(2);
        assertThat(contexts.discoveries).isEmpty();
    }

    @Test
    void whereToLookNeedsAnAddress() {
        Typed typed =
                Typed.in(contexts, "endpoint create new-mail --host imap.contoso.test --allow-private".split(" "));

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("--allow-private", "add --address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--host imap.contoso.test", "--kind ldap"})
    void createRefusesWhatDoesNotGoWithAnAddress(String options) {
        assertThat(create(options, TOLD).exit()).isEqualTo(2);
        assertThat(contexts.discoveries).isEmpty();
    }
}
