package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.discovery.Confidence;
import org.stagepost.discovery.Found;
import org.stagepost.discovery.Proposal;
import org.stagepost.discovery.Step;

/** Which server an endpoint has that is set up by questions. */
class OfferedServerTest extends EndpointOffers {
    OfferedServerTest(@TempDir Path folder) {
        super(folder);
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
}
