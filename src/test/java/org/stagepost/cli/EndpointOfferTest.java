package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.discovery.DiscoverySettings;
import org.stagepost.endpoint.LoginAs;

/** A job file names an endpoint that nobody knows, and somebody sits at the terminal. */
class EndpointOfferTest extends EndpointOffers {
    EndpointOfferTest(@TempDir Path folder) {
        super(folder);
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
}
