package org.stagepost.discovery.http;

import java.util.Optional;
import org.stagepost.discovery.Confidence;
import org.stagepost.discovery.Proposal;
import org.stagepost.discovery.ProposedKind;
import org.stagepost.endpoint.Security;

/** Proposals around a URL of an Exchange server. */
final class Exchange {
    private static final String ONLINE = "outlook.office365.com";

    private Exchange() {}

    /** Its web services; empty when the URL is none, or not https. */
    static Optional<Proposal> at(String url, String source) {
        return WebUrl.parse(url).filter(WebUrl::isHttps).map(parsed -> proposal(parsed, Confidence.TOLD, source));
    }

    /** Somebody lives there and wants a login. */
    static Proposal behindLogin(WebUrl url, String source) {
        return proposal(url, Confidence.GUESSED, source).noting("wants a login before it tells anything");
    }

    private static Proposal proposal(WebUrl url, Confidence confidence, String source) {
        return Proposal.of(
                        ProposedKind.EXCHANGE,
                        new Proposal.Server(url.host(), url.port(), Security.TLS),
                        confidence,
                        source)
                .withUrl(url.toString());
    }

    /** The same servers often speak IMAP. */
    static Proposal imapBeside(Proposal webServices, String source) {
        boolean online = webServices.host().equals(ONLINE);
        return Proposal.of(
                        ProposedKind.IMAP,
                        new Proposal.Server(webServices.host(), 993, Security.TLS),
                        Confidence.GUESSED,
                        source)
                .withPreset(online ? "exchange-online" : "exchange")
                .noting("if the server's IMAP service runs");
    }
}
