package org.stagepost.discovery.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.stagepost.discovery.Confidence;
import org.stagepost.discovery.HostName;
import org.stagepost.discovery.Proposal;
import org.stagepost.discovery.ProposedKind;
import org.stagepost.endpoint.Security;

/** A document that mail clients configure themselves from (Thunderbird's autoconfig, config version 1.1). */
final class AutoconfigXml {
    private static final int MOST_SERVERS = 20;
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");

    private final String domain;
    private final Confidence confidence;
    private final String source;

    /** @param domain of the address, for placeholders in host names */
    AutoconfigXml(String domain, Confidence confidence, String source) {
        this.domain = domain;
        this.confidence = confidence;
        this.source = source;
    }

    /** The servers in the document's order; empty when it is no such document. */
    Optional<List<Proposal>> read(byte[] document) {
        return XmlTree.parse(document)
                .filter(root -> root.isCalled("clientConfig"))
                .flatMap(root -> root.first("emailProvider"))
                .map(provider -> Stream.concat(
                                provider.all("incomingServer")
                                        .filter(server -> isOfType(server, "imap"))
                                        .flatMap(server -> proposal(server, ProposedKind.IMAP).stream()),
                                provider.all("outgoingServer")
                                        .filter(server -> isOfType(server, "smtp"))
                                        .flatMap(server -> proposal(server, ProposedKind.SMTP).stream()))
                        .limit(MOST_SERVERS)
                        .toList());
    }

    private static boolean isOfType(XmlTree server, String type) {
        return server.attribute("type").equalsIgnoreCase(type);
    }

    private Optional<Proposal> proposal(XmlTree server, ProposedKind kind) {
        Optional<String> host = HostName.of(server.textOf("hostname").replace("%EMAILDOMAIN%", domain));
        Optional<Security> security = security(server.textOf("socketType"));
        int port = port(server.textOf("port"));
        if (host.isEmpty() || security.isEmpty() || port == 0) {
            return Optional.empty();
        }
        List<String> logins = server.all("authentication")
                .map(XmlTree::text)
                .limit(MOST_SERVERS)
                .toList();
        return Optional.of(Proposal.of(kind, new Proposal.Server(host.get(), port, security.get()), confidence, source)
                .withUserName(server.textOf("username"))
                .withLogins(logins));
    }

    private static Optional<Security> security(String socketType) {
        return switch (socketType.toUpperCase(Locale.ROOT)) {
            case "SSL", "TLS" -> Optional.of(Security.TLS);
            case "STARTTLS" -> Optional.of(Security.STARTTLS);
            case "PLAIN" -> Optional.of(Security.NONE);
            default -> Optional.empty();
        };
    }

    /** 0 when it is none. */
    static int port(String text) {
        int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
        return port <= 65_535 ? port : 0;
    }
}
