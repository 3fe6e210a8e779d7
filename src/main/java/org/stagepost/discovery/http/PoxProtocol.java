package org.stagepost.discovery.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.stagepost.discovery.Confidence;
import org.stagepost.discovery.HostName;
import org.stagepost.discovery.Proposal;
import org.stagepost.discovery.ProposedKind;
import org.stagepost.endpoint.Security;

/** One Protocol element of Autodiscover's settings. */
final class PoxProtocol {
    /** EXPR is meant for clients outside of the servers' network, EXCH for those inside. */
    static final Comparator<PoxProtocol> OUTSIDE_FIRST = Comparator.comparingInt(PoxProtocol::rank);

    private static final List<String> OUTSIDE_TO_INSIDE = List.of("EXPR", "EXHTTP", "EXCH");

    private final XmlTree element;
    private final String type;

    PoxProtocol(XmlTree element) {
        this.element = element;
        this.type = (element.textOf("Type") + element.attribute("Type")).toUpperCase(Locale.ROOT);
    }

    private int rank() {
        int rank = OUTSIDE_TO_INSIDE.indexOf(type);
        return rank < 0 ? OUTSIDE_TO_INSIDE.size() : rank;
    }

    Stream<Proposal> proposals(String source) {
        return switch (type) {
            case "IMAP" -> mail(ProposedKind.IMAP, 993, 143, source).stream();
            case "SMTP" -> mail(ProposedKind.SMTP, 465, 587, source).stream();
            default -> exchange(source).stream();
        };
    }

    private Optional<Proposal> exchange(String source) {
        String ews = element.textOf("EwsUrl");
        String availability = element.textOf("ASUrl");
        return Exchange.at(ews.isEmpty() ? availability : ews, source).map(proposal -> noted(proposal, availability));
    }

    private Proposal noted(Proposal proposal, String availability) {
        List<String> notes = new ArrayList<>();
        String server = element.textOf("Server");
        String distinguishedName = element.textOf("ServerDN");
        notes.add(type + (server.isEmpty() ? "" : " at " + server));
        if (!availability.isEmpty() && !availability.equals(proposal.url())) {
            notes.add("ASUrl " + availability);
        }
        if (!distinguishedName.isEmpty()) {
            notes.add("ServerDN " + distinguishedName);
        }
        Proposal noted = proposal;
        for (String note : notes) {
            noted = noted.noting(note);
        }
        return noted;
    }

    private Optional<Proposal> mail(ProposedKind kind, int tlsPort, int otherPort, String source) {
        Security security = security();
        int told = AutoconfigXml.port(element.textOf("Port"));
        int port = told > 0 ? told : security == Security.TLS ? tlsPort : otherPort;
        return HostName.of(element.textOf("Server"))
                .map(host -> Proposal.of(kind, new Proposal.Server(host, port, security), Confidence.TOLD, source)
                        .withUserName(element.textOf("LoginName")));
    }

    /** Encryption, where it is given, beats SSL, which is on where it is missing. */
    private Security security() {
        return switch (element.textOf("Encryption").toUpperCase(Locale.ROOT)) {
            case "SSL" -> Security.TLS;
            case "TLS" -> Security.STARTTLS;
            case "NONE" -> Security.NONE;
            default -> element.textOf("SSL").equalsIgnoreCase("off") ? Security.NONE : Security.TLS;
        };
    }
}
