package org.stagepost.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.stagepost.endpoint.Security;
import org.stagepost.model.EmailAddress;

class ParallelSearchTest {
    private static final EmailAddress ANN = new EmailAddress("ann@contoso.test");

    private static Proposal imap(String host, Security security, Confidence confidence) {
        return Proposal.of(ProposedKind.IMAP, new Proposal.Server(host, 993, security), confidence, "by " + host);
    }

    private static Found discover(Duration whole, Search... searches) {
        Duration second = Duration.ofSeconds(1);
        return new ParallelSearch(List.of(searches), new DiscoveryBounds(second, second, second, whole)).discover(ANN);
    }

    private static Search proposing(Proposal... proposals) {
        return (address, domain, trail) -> List.of(proposals).forEach(trail::propose);
    }

    @Test
    void aProvidersServerHasItsPresetWhoeverTellsIt() {
        Found found = discover(
                Duration.ofSeconds(20),
                proposing(imap("imap.gmail.com", Security.TLS, Confidence.TOLD)),
                proposing(imap("outlook.office365.com", Security.TLS, Confidence.TOLD)),
                proposing(imap("imap.gmail.com.test", Security.TLS, Confidence.TOLD)));

        assertThat(found.proposals()).extracting(Proposal::preset).containsExactly("gmail", "exchange-online", "");
    }

    @Test
    void whoDoesNotAnswerInTimeIsAStepAndNoDelay() {
        CountDownLatch never = new CountDownLatch(1);
        Search silent = (address, domain, trail) -> {
            trail.ask("silent", domain);
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };

        Found found =
                discover(Duration.ofMillis(200), silent, proposing(imap("a.test", Security.TLS, Confidence.TOLD)));

        assertThat(Trails.steps(found)).containsExactly("silent contoso.test -> no answer yet when time was up");
        assertThat(Trails.proposals(found)).containsExactly("told imap a.test:993 TLS");
    }

    @Test
    void whatTheDomainSaysItDoesNotOfferIsNotGuessed() {
        FakeNames names = new FakeNames().withService("_imaps._tcp.contoso.test", 0, 0, 0, "");

        Found found = discover(
                Duration.ofSeconds(20),
                proposing(
                        imap("guess.test", Security.TLS, Confidence.GUESSED),
                        imap("guess.test", Security.STARTTLS, Confidence.GUESSED),
                        imap("told.test", Security.TLS, Confidence.TOLD)),
                new SrvSearch(names, SrvSearch.Service.IMAPS));

        assertThat(Trails.proposals(found))
                .containsExactly("told imap told.test:993 TLS", "guessed imap guess.test:993 STARTTLS");
    }

    @Test
    void searchesRunAtTheSameTime() {
        CountDownLatch both = new CountDownLatch(2);
        Search meeting = (address, domain, trail) -> {
            both.countDown();
            try {
                both.await();
                trail.ask("met", domain).answered("yes");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };

        assertThat(Trails.steps(discover(Duration.ofSeconds(20), meeting, meeting)))
                .containsExactly("met contoso.test -> yes", "met contoso.test -> yes");
    }

    @Test
    void toldComesBeforeGuessedAndProtectedBeforeReadable() {
        Found found = discover(
                Duration.ofSeconds(20),
                proposing(imap("guess.test", Security.TLS, Confidence.GUESSED)),
                proposing(
                        imap("plain.test", Security.NONE, Confidence.TOLD),
                        imap("upgraded.test", Security.STARTTLS, Confidence.TOLD)),
                proposing(imap("second.test", Security.TLS, Confidence.TOLD)),
                proposing(imap("third.test", Security.TLS, Confidence.TOLD)));

        assertThat(found.proposals())
                .extracting(Proposal::host)
                .containsExactly("second.test", "third.test", "upgraded.test", "plain.test", "guess.test");
    }

    @Test
    void aServerIsToldOnceWithAllThatIsKnown() {
        Found found = discover(
                Duration.ofSeconds(20),
                proposing(imap("a.test", Security.TLS, Confidence.GUESSED).withPreset("gmail")),
                proposing(imap("a.test", Security.TLS, Confidence.TOLD)),
                proposing(imap("a.test", Security.TLS, Confidence.TOLD)
                        .withUserName("%EMAILADDRESS%")
                        .noting("a note")));

        assertThat(found.proposals()).singleElement().satisfies(proposal -> {
            assertThat(proposal.confidence()).isEqualTo(Confidence.TOLD);
            assertThat(proposal.sources()).containsExactly("by a.test");
            assertThat(proposal.userName()).isEqualTo("%EMAILADDRESS%");
            assertThat(proposal.preset()).isEqualTo("gmail");
            assertThat(proposal.notes()).containsExactly("a note");
        });
    }

    @Test
    void whatStrangersSayIsCutShort() {
        Found found = discover(Duration.ofSeconds(20), (address, domain, trail) -> trail.ask("x", domain)
                .answered("y".repeat(100_000)));

        assertThat(found.steps().get(0).answer()).hasSize(403).endsWith("y...");
    }

    @Test
    void theDomainIsAskedInTheFormOfDns() {
        Found found = new ParallelSearch(
                        List.of((address, domain, trail) ->
                                trail.ask("x", domain).answered("y")),
                        DiscoveryBounds.DEFAULT)
                .discover(new EmailAddress("ann@Bücher.test"));

        assertThat(Trails.steps(found)).containsExactly("x xn--bcher-kva.test -> y");
    }
}
