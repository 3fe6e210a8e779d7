package org.stagepost.discovery;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.stagepost.endpoint.Security;

/**
 * A server that may hold the mailbox.
 *
 * @param host a valid host name or IP address, in lower case: it may stand in a command line
 * @param port 1 to 65535
 * @param sources who proposes it, such as {@code SRV _imaps._tcp.example.test}
 * @param userName how the server calls a mailbox, with {@code %EMAILADDRESS%}, {@code %EMAILLOCALPART%} and
 *     {@code %EMAILDOMAIN%} for parts of the address; empty when nobody tells
 * @param logins how it wants logins to be proven, in the words of the source
 * @param preset of the endpoint to make of it; empty for none
 * @param url where Exchange is reached; empty for other kinds
 */
public record Proposal(
        ProposedKind kind,
        String host,
        int port,
        Security security,
        Confidence confidence,
        List<String> sources,
        String userName,
        List<String> logins,
        String preset,
        String url,
        List<String> notes) {
    public Proposal {
        if (!HostName.isValid(host)) {
            throw new IllegalArgumentException("not a host name");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535, got " + port);
        }
        sources = List.copyOf(sources);
        logins = List.copyOf(logins);
        notes = List.copyOf(notes);
    }

    public static Proposal of(ProposedKind kind, Server server, Confidence confidence, String source) {
        return new Proposal(
                kind,
                server.host(),
                server.port(),
                server.security(),
                confidence,
                List.of(source),
                "",
                List.of(),
                "",
                "",
                List.of());
    }

    /** Where a proposal leads. */
    public record Server(String host, int port, Security security) {}

    public Proposal withUserName(String told) {
        return new Proposal(kind, host, port, security, confidence, sources, told, logins, preset, url, notes);
    }

    public Proposal withLogins(List<String> told) {
        return new Proposal(kind, host, port, security, confidence, sources, userName, told, preset, url, notes);
    }

    public Proposal withPreset(String name) {
        return new Proposal(kind, host, port, security, confidence, sources, userName, logins, name, url, notes);
    }

    public Proposal withUrl(String where) {
        return new Proposal(kind, host, port, security, confidence, sources, userName, logins, preset, where, notes);
    }

    public Proposal noting(String note) {
        return new Proposal(
                kind,
                host,
                port,
                security,
                confidence,
                sources,
                userName,
                logins,
                preset,
                url,
                joined(notes, List.of(note)));
    }

    boolean isSameServer(Proposal other) {
        return kind == other.kind
                && host.equals(other.host)
                && port == other.port
                && security == other.security
                && url.equals(other.url);
    }

    /** This one, with what a weaker proposal of the same server knows besides. */
    Proposal and(Proposal weaker) {
        return new Proposal(
                kind,
                host,
                port,
                security,
                confidence,
                joined(sources, weaker.sources),
                userName.isEmpty() ? weaker.userName : userName,
                logins.isEmpty() ? weaker.logins : logins,
                preset.isEmpty() ? weaker.preset : preset,
                url,
                joined(notes, weaker.notes));
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return new ArrayList<>(
                new LinkedHashSet<>(Stream.concat(some.stream(), more.stream()).toList()));
    }
}
