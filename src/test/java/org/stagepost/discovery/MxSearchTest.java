package org.stagepost.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.model.EmailAddress;

class MxSearchTest {
    private static final EmailAddress ANN = new EmailAddress("ann@contoso.test");

    private final FakeNames names = new FakeNames();
    private final List<String> knocks = new ArrayList<>();
    private final List<String> autoconfigs = new ArrayList<>();
    private final Trail trail = new Trail();
    private String listening = "";

    private boolean answers(InetAddress address, int port) {
        String door = address.getHostAddress() + ":" + port;
        knocks.add(door);
        return door.equals(listening);
    }

    private NameGuess guess() {
        return new NameGuess(names, AddressPolicy.PUBLIC_ONLY, this::answers);
    }

    private void search() {
        new MxSearch(names, (address, domain, tried) -> autoconfigs.add(domain), guess())
                .search(ANN, "contoso.test", trail);
    }

    @ParameterizedTest
    @CsvSource({
        "contoso-test.mail.protection.outlook.com, outlook.office365.com, exchange-online",
        "contoso-test.a-v1.mx.microsoft, outlook.office365.com, exchange-online",
        "aspmx.l.google.com, imap.gmail.com, gmail",
        "alt1.aspmx.l.google.com, imap.gmail.com, gmail",
        "mx01.mail.icloud.com, imap.mail.me.com, ''"
    })
    void aKnownProvidersMailHostIsAGuessAtItsImapServer(String mailHost, String imap, String preset) {
        names.withMailHosts("contoso.test", mailHost);

        search();

        assertThat(Trails.proposals(trail)).containsExactly("guessed imap " + imap + ":993 TLS");
        assertThat(trail.soFar().proposals().get(0).preset()).isEqualTo(preset);
        assertThat(autoconfigs).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.protection.outlook.com.evil.test", "notaspmx.l.google.com", "xmx.microsoft"})
    void aNameThatOnlyLooksLikeAProvidersIsNone(String mailHost) {
        names.withMailHosts("contoso.test", mailHost);

        search();

        assertThat(Trails.proposals(trail)).isEmpty();
    }

    @Test
    void theMailHostsOwnDomainMayKnow() {
        names.withMailHosts("contoso.test", "mx1.hoster.test", "mx2.hoster.test");

        search();

        assertThat(autoconfigs).containsExactly("hoster.test");
        assertThat(Trails.steps(trail))
                .containsExactly(
                        "MX contoso.test -> mx1.hoster.test, mx2.hoster.test", "guess mx1.hoster.test -> no such name");
    }

    @Test
    void theMailHostItselfMayServeImap() {
        names.withMailHosts("contoso.test", "mx.contoso.test").withAddresses("mx.contoso.test", "203.0.113.5");
        listening = "203.0.113.5:143";

        search();

        assertThat(Trails.proposals(trail)).containsExactly("guessed imap mx.contoso.test:143 STARTTLS");
        assertThat(autoconfigs).isEmpty();
    }

    @Test
    void aPrivateAddressIsNotKnockedAt() {
        names.withMailHosts("contoso.test", "mx.contoso.test").withAddresses("mx.contoso.test", "192.168.0.9");
        listening = "192.168.0.9:993";

        search();

        assertThat(knocks).isEmpty();
        assertThat(Trails.steps(trail))
                .contains("guess mx.contoso.test -> 192.168.0.9 is private or loopback: not connected to");
    }

    @Test
    void aHostThatListensOnNeitherPortIsNoGuess() {
        names.withAddresses("imap.contoso.test", "203.0.113.5");

        new CommonNameSearch("imap", guess()).search(ANN, "contoso.test", trail);

        assertThat(knocks).containsExactly("203.0.113.5:993", "203.0.113.5:143");
        assertThat(Trails.proposals(trail)).isEmpty();
        assertThat(Trails.steps(trail))
                .containsExactly("guess imap.contoso.test -> exists, but neither port 993 nor 143 answers from here");
    }

    @ParameterizedTest
    @CsvSource({
        "mx1.hoster.test, hoster.test",
        "a.b.hoster.test, b.hoster.test",
        "mx.hoster.co.uk, hoster.co.uk",
        "hoster.co.uk, ''",
        "hoster.test, ''",
        "localhost, ''"
    })
    void aRegistryIsNotAskedAboutItsCustomers(String mailHost, String domain) {
        assertThat(MxSearch.domainOf(mailHost)).isEqualTo(Optional.of(domain).filter(text -> !text.isEmpty()));
    }
}
