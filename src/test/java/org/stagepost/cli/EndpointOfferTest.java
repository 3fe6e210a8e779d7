package org.stagepost.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.credential.SecretReference;
import org.stagepost.discovery.Confidence;
import org.stagepost.discovery.DiscoverySettings;
import org.stagepost.discovery.Found;
import org.stagepost.discovery.Proposal;
import org.stagepost.discovery.ProposedKind;
import org.stagepost.discovery.Step;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.LoginAs;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Security;
import org.stagepost.migration.csv.CommonsUserCsvReader;

/** A job file names an endpoint that nobody knows, and somebody sits at the terminal. */
class EndpointOfferTest {
    private static final Proposal TOLD = proposal("imap.contoso.test", Confidence.TOLD);
    private static final Proposal GUESSED = proposal("mail.contoso.test", Confidence.GUESSED);
    private static final ProbeStage PASSED = ProbeStage.passed("login", Duration.ZERO, "taken");
    private static final ProbeStage REFUSED = ProbeStage.failed("login", Duration.ZERO, "no", "", "");

    private final FakeContexts contexts = new FakeContexts();

    private final Path folder;

    private static Proposal proposal(String host, Confidence confidence) {
        return Proposal.of(
                ProposedKind.IMAP, new Proposal.Server(host, 993, Security.TLS), confidence, "SRV of contoso.test");
    }

    EndpointOfferTest(@TempDir Path folder) {
        this.folder = folder;
        contexts.realRules = true;
        contexts.csvReader = new CommonsUserCsvReader();
        contexts.stages = List.of(PASSED);
        contexts.found =
                new Found(List.of(TOLD, GUESSED), List.of(new Step("SRV", "_imaps", "told", Duration.ofMillis(7))));
        contexts.stored.put("new-mail", Samples.endpoint("new-mail", "env:NEW"));
    }

    private Path jobFile(String... more) throws IOException {
        Files.writeString(
                folder.resolve("users.csv"), "EmailAddress,UserName,Password\nann@contoso.test,ann,env:ANN\n");
        return Files.writeString(folder.resolve("wave-1.yml"), """
                name: wave-1
                type: imap
                csv: users.csv
                source: { endpoint: old-mail }
                target: { endpoint: new-mail }
                """ + String.join("\n", more));
    }

    private Typed create(FakeShell shell) throws IOException {
        return Typed.in(contexts, shell, "batch", "create", jobFile().toString());
    }

    private Endpoint stored() {
        return requireNonNull(contexts.stored.get("old-mail"));
    }

    @Test
    void enterAtEachQuestionTakesWhatTheDomainTellsAndTheRowsOwnLogin() throws IOException {
        Typed typed = create(new FakeShell().typing("", "", "", "", ""));

        assertThat(typed.err()).isEmpty();
        assertThat(typed.exit()).isZero();
        assertThat(stored().address()).isEqualTo("imap://imap.contoso.test:993");
        assertThat(stored().login().as()).isEqualTo(LoginAs.USER);
        assertThat(contexts.discoveries).containsExactly(DiscoverySettings.DEFAULT);
        assertThat(typed.out())
                .containsSubsequence(
                        "\"old-mail\" is not an endpoint",
                        "Set up endpoint old-mail now? (yes, no) [yes]: ",
                        "Mail address whose server is to be found [ann@contoso.test]: ",
                        "1  told     imap      imap.contoso.test:993 tls\n",
                        "2  guessed  imap      mail.contoso.test:993 tls\n",
                        "Tried:\n  SRV  _imaps  -> told",
                        "Which one? Its number, or another host [1]: ",
                        "testing with the mailbox ann\n",
                        "login  ok ",
                        "stored 'old-mail'\n",
                        "batch wave-1 is created\n");
        assertThat(contexts.log).contains("probe old-mail as ann");
        assertThat(contexts.views).containsKey("wave-1");
    }

    @Test
    void theHomeFolderIsClosedWhileQuestionsAreAsked() throws IOException {
        contexts.atDiscovery = () -> assertThat(contexts.log).last().isEqualTo("closed");

        Typed typed = create(new FakeShell().typing("", "", "", "", "").whenAsked(contexts.atDiscovery));

        assertThat(typed.exit()).as(typed.out() + typed.err()).isZero();
    }

    @Test
    void whatIsTypedByHandBeatsWhatWasFound() throws IOException {
        Typed typed = create(new FakeShell()
                .typing(
                        "yes",
                        "",
                        "imap.fabrikam.test",
                        "starttls",
                        "1143",
                        "maxConcurrentMigrations=7",
                        "",
                        "admin",
                        "authzid",
                        "root"));

        assertThat(typed.exit()).as(typed.out() + typed.err()).isZero();
        assertThat(contexts.log).contains("asked", "probe old-mail as ann");
        assertThat(typed.out()).contains("Port [143]: ");
    }

    @Test
    void bothSidesAreSetUpAndTheSecondIsNotTheFirstByAccident() throws IOException {
        contexts.stored.clear();

        Typed typed = create(new FakeShell()
                .typing("", "", "", "", "", "", "", "", "imap.fabrikam.test", "", "", "", "admin", "", "root"));

        assertThat(typed.exit()).as(typed.out() + typed.err()).isZero();
        assertThat(typed.out())
                .containsSubsequence("host [1]: ", "stored 'old-mail'", "another host: ", "stored 'new-mail'");
        assertThat(stored().host()).isEqualTo("imap.contoso.test");
    }

    @Test
    void anAdministratorsPasswordIsAskedForByThePromptAndNeverAtTheLine() throws IOException {
        contexts.keepAsked = true;

        create(new FakeShell().typing("", "", "2", "", "admin", "authzid", "root"));

        assertThat(stored().host()).isEqualTo("mail.contoso.test");
        assertThat(stored().login().user()).isEqualTo("root");
        assertThat(stored().login().style()).isEqualTo(LoginStyle.AUTHZID);
        assertThat(stored().login().password().scheme()).isEqualTo(SecretReference.Scheme.PROMPT);
    }

    @Test
    void aSecretThatIsTypedAtTheLineIsRefused() throws IOException {
        Typed typed = create(new FakeShell().typing("", "", "1", "login.password=hunter2", "", "user"));

        assertThat(typed.out())
                .contains("a secret cannot be an argument")
                .contains("stored 'old-mail'")
                .doesNotContain("hunter2");
    }

    @Test
    void aGuessOrAStrangersHostIsNoUsualAnswer() throws IOException {
        for (Proposal best : List.of(GUESSED, proposal("imap.evil-contoso.test", Confidence.TOLD))) {
            contexts.found = new Found(List.of(best), List.of());

            Typed typed = create(new FakeShell().typing("", "", ""));

            assertThat(typed.exit()).isEqualTo(2);
            assertThat(typed.out()).contains("Which one? Its number, or another host: ");
            assertThat(contexts.log).doesNotContain("asked").noneMatch(event -> event.startsWith("probe"));
            assertThat(contexts.stored).containsOnlyKeys("new-mail");
        }
    }

    @Test
    void theServerOfTheOtherSideIsNoUsualAnswer() throws IOException {
        contexts.found = new Found(List.of(proposal("imap.example.test", Confidence.TOLD)), List.of());

        Typed typed = create(new FakeShell().typing("", "ann@example.test"));

        assertThat(typed.out()).contains("Which one? Its number, or another host: ");
    }

    @Test
    void whenNothingIsFoundWhatWasTriedIsShownAndTheHostIsAskedFor() throws IOException {
        contexts.found = new Found(List.of(), List.of(new Step("SRV", "_imaps", "no such name", Duration.ofMillis(7))));

        Typed typed = create(new FakeShell().typing("", "", "imap.contoso.test", "", "", "", ""));

        assertThat(typed.out())
                .contains("no IMAP server was found", "SRV  _imaps  -> no such name", "Host of the IMAP server: ");
        assertThat(stored().address()).isEqualTo("imap://imap.contoso.test:993");
    }

    @Test
    void aTestThatFailsStoresNothingUnlessSomebodyKeepsIt() throws IOException {
        contexts.stages = List.of(REFUSED);

        Typed ended = create(new FakeShell().typing("", "", "", "", "", "end"));
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.out()).contains("'old-mail' was not stored");
        assertThat(contexts.stored).doesNotContainKey("old-mail");

        Typed kept = create(new FakeShell().typing("", "", "", "", "", "keep"));
        assertThat(kept.exit()).isZero();
        assertThat(kept.out()).contains("stored 'old-mail' without a test", "batch wave-1 is created");
        assertThat(stored().host()).isEqualTo("imap.contoso.test");
    }

    @Test
    void afterAFailedTestOtherAnswersAreTakenWithoutAnotherDiscovery() throws IOException {
        contexts.stages = List.of(REFUSED);
        contexts.atProbe = () -> {
            if (contexts.log.stream().filter(event -> event.startsWith("probe")).count() == 2) {
                contexts.stages = List.of(PASSED);
            }
        };

        Typed typed = create(new FakeShell().typing("", "", "", "", "", "again", "2", "", ""));

        assertThat(typed.exit()).as(typed.out() + typed.err()).isZero();
        assertThat(stored().host()).isEqualTo("mail.contoso.test");
        assertThat(contexts.discoveries).hasSize(1);
    }

    @Test
    void theEndOfInputAtAnyQuestionStoresNothing() throws IOException {
        String[] answers = {"", "", "", "", ""};
        for (int typed = 0; typed < answers.length; typed++) {
            Typed end = create(
                    new FakeShell().typing(List.of(answers).subList(0, typed).toArray(String[]::new)));

            assertThat(end.exit()).isEqualTo(2);
            assertThat(end.err()).startsWith("error: a question was not answered; what it was for is not stored");
            assertThat(contexts.stored).containsOnlyKeys("new-mail");
            assertThat(contexts.views).isEmpty();
        }
    }

    @Test
    void whoDeclinesIsAskedNothingMore() throws IOException {
        FakeShell shell = new FakeShell().typing("no", "unread");

        Typed typed = create(shell);

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("error: endpoint old-mail was not set up");
        assertThat(shell.unread()).containsExactly("unread");
        assertThat(contexts.discoveries).isEmpty();
    }

    @Test
    void withoutATerminalTheErrorStaysAndNamesTheCommand() throws IOException {
        Typed typed = create(new FakeShell());

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err())
                .contains(
                        "\"old-mail\" is not an endpoint",
                        "create it with `endpoint create old-mail --address ADDRESS`");
        assertThat(contexts.discoveries).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json", "--quiet"})
    void scriptsAreAskedNothing(String option) throws IOException {
        Typed typed = Typed.in(
                contexts,
                new FakeShell().typing("yes"),
                "batch",
                "create",
                jobFile().toString(),
                option);

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.out()).isEmpty();
    }

    @Test
    void anotherFaultOfTheJobFileIsReportedInstead() throws IOException {
        Typed typed = Typed.in(
                contexts,
                new FakeShell().typing("yes"),
                "batch",
                "create",
                jobFile("badItemLimit: many").toString());

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).contains("badItemLimit", "old-mail");
    }

    @Test
    void exchangeOnlineIsAskedForItsApplication() throws IOException {
        contexts.found = new Found(
                List.of(proposal("outlook.office365.com", Confidence.TOLD).withPreset("exchange-online")), List.of());

        Typed typed = create(new FakeShell().typing("", "", "1", "", "contoso.test", "the-application"));

        assertThat(typed.exit()).as(typed.out() + typed.err()).isZero();
        assertThat(stored().preset()).isEqualTo("exchange-online");
        assertThat(stored().login().style()).isEqualTo(LoginStyle.TOKEN);
        assertThat(stored().login().oauth().orElseThrow().clientSecret().scheme())
                .isEqualTo(SecretReference.Scheme.PROMPT);
    }

    @Test
    void theTargetOfAStagedBatchHasNoMailboxesYetAndItsSourceNeedsAnAdministrator() throws IOException {
        contexts.stored.clear();
        jobFile();
        Files.writeString(folder.resolve("users.csv"), "EmailAddress,Password\nann@contoso.test,env:ANN\n");
        Path staged = Files.writeString(folder.resolve("staged.yml"), """
                name: wave-1
                type: staged
                csv: users.csv
                source: { endpoint: old-mail }
                target: { endpoint: new-mail }
                sourceDirectory: { endpoint: directory }
                targetDirectory: { endpoint: directory }
                endpoints:
                  - { name: directory, kind: ldap, host: ldap.contoso.test, baseDn: DC=test }
                """);

        Typed typed = Typed.in(
                contexts,
                new FakeShell().typing("", "", "", "", "", "root", "", "", "2", "", "admin", "", "root"),
                "batch",
                "create",
                staged.toString());

        assertThat(typed.exit()).as(typed.out() + typed.err()).isZero();
        assertThat(contexts.log).contains("probe old-mail as ann@contoso.test", "probe new-mail");
        assertThat(typed.out()).contains("testing without a mailbox: the batch makes them");
    }

    @Test
    void anAnswerThatCannotBeUsedIsAskedForAgainWithASentenceWhy() throws IOException {
        contexts.keepAsked = true;

        Typed typed = create(new FakeShell()
                .typing(
                        "perhaps",
                        "",
                        "ann at contoso",
                        "",
                        "7",
                        "imap.fabrikam.test:993",
                        "imap.fabrikam.test",
                        "many",
                        "tls",
                        "0",
                        "1993",
                        "caFile=absent.pem",
                        "oauth.tenant=contoso.test",
                        "",
                        "admin",
                        "m",
                        "authzid",
                        "",
                        "root"));

        assertThat(typed.exit()).as(typed.out() + typed.err()).isZero();
        assertThat(typed.out())
                .containsSubsequence(
                        "'perhaps' is not one of these words",
                        "'ann at contoso' is not a mail address: write it as name@domain",
                        "there is no server 7; the last is 2",
                        "'imap.fabrikam.test:993' is not a host: write host imap.fabrikam.test and port 993 apart",
                        "'many' is not one of these words",
                        "'0' is not a port: write a number from 1 to 65535",
                        "caFile: ",
                        "is not a readable file",
                        "oauth.tenant: unknown key (did you mean \"login.oauth.tenant\"?)",
                        "'m' is not one of these words, and does not begin only one of them",
                        "an answer is needed here",
                        "stored 'old-mail'");
        assertThat(stored().address()).isEqualTo("imap://imap.fabrikam.test:1993");
    }

    @Test
    void aMasterPasswordHasNoUserName() throws IOException {
        contexts.keepAsked = true;

        create(new FakeShell().typing("", "", "", "", "admin", "kerio"));

        assertThat(stored().login().style()).isEqualTo(LoginStyle.KERIO);
        assertThat(stored().login().user()).isEmpty();
    }

    @Test
    void aTargetIsTriedByWritingToIt() throws IOException {
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "env:OLD"));
        contexts.stored.remove("new-mail");

        Typed typed = create(new FakeShell().typing("", "", "", "", "user", "admin", "", "root"));

        assertThat(typed.out())
                .contains("no row of the CSV brings a login for that")
                .contains("a folder and a message are written to it and removed again");
        assertThat(contexts.log).contains("probe new-mail as ann@contoso.test as target");
    }
}
