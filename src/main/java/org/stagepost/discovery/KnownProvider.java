package org.stagepost.discovery;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stagepost.endpoint.Security;

/** Mail providers that are known by the hosts which take mail for their customers' domains. */
enum KnownProvider {
    EXCHANGE_ONLINE("exchange-online", "outlook.office365.com", "mail.protection.outlook.com", "mx.microsoft"),
    GMAIL("gmail", "imap.gmail.com", "aspmx.l.google.com", "googlemail.com", "smtp.google.com"),
    ICLOUD("", "imap.mail.me.com", "mail.icloud.com"),
    YAHOO("", "imap.mail.yahoo.com", "yahoodns.net"),
    FASTMAIL("", "imap.fastmail.com", "messagingengine.com");

    private final String preset;
    private final String imapHost;
    private final List<String> mailHosts;

    KnownProvider(String preset, String imapHost, String... mailHosts) {
        this.preset = preset;
        this.imapHost = imapHost;
        this.mailHosts = List.of(mailHosts);
    }

    /** @param mailHost of an MX record, in lower case */
    static Optional<KnownProvider> of(String mailHost) {
        return Arrays.stream(values())
                .filter(provider -> provider.mailHosts.stream().anyMatch(own -> HostName.isWithin(mailHost, own)))
                .findFirst();
    }

    static Optional<KnownProvider> ofImapHost(String host) {
        return Arrays.stream(values())
                .filter(provider -> provider.imapHost.equals(host))
                .findFirst();
    }

    /** Whether a name is one of those that the provider has its customers' domains lead to: MX, Autodiscover, SPF. */
    boolean hasName(String name) {
        return Stream.concat(mailHosts.stream(), furtherNames().stream()).anyMatch(own -> HostName.isWithin(name, own));
    }

    private List<String> furtherNames() {
        return switch (this) {
            case EXCHANGE_ONLINE -> List.of("outlook.com", "office365.com");
            case GMAIL -> List.of("_spf.google.com");
            case ICLOUD -> List.of("icloud.com");
            case YAHOO -> List.of("mail.yahoo.com");
            case FASTMAIL -> List.of("fastmail.com");
        };
    }

    /** The proposal with the preset of the provider whose IMAP server it names. */
    static Proposal recognised(Proposal proposal) {
        return Arrays.stream(values())
                .filter(provider -> proposal.kind() == ProposedKind.IMAP && provider.imapHost.equals(proposal.host()))
                .findFirst()
                .map(provider -> proposal.withPreset(provider.preset))
                .orElse(proposal);
    }

    Proposal proposal(String source) {
        return Proposal.of(
                        ProposedKind.IMAP, new Proposal.Server(imapHost, 993, Security.TLS), Confidence.GUESSED, source)
                .withPreset(preset);
    }
}
