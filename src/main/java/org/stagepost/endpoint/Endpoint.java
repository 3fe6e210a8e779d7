package org.stagepost.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Named connection settings of one server.
 *
 * @param name 1 to 64 letters, digits, hyphens and underscores
 * @param preset whose defaults these settings began with; empty for none
 * @param host a name or an address; brackets around an IPv6 address are taken off
 * @param port 1 to 65535
 * @param compression only for IMAP
 * @param baseDn where searches begin; only for LDAP
 * @param schema what the directory calls the attributes of mail; only for LDAP
 * @param from sender of mails; only for SMTP
 * @param excludeFolders patterns of folders that hold no mail there, left behind besides those of the job file; only for IMAP
 * @param quirks what this server does otherwise than the standard says; only for IMAP
 */
public record Endpoint(
        String name,
        EndpointKind kind,
        String preset,
        String host,
        int port,
        Protection protection,
        Optional<Proxy> proxy,
        Compression compression,
        Login login,
        String baseDn,
        DirectorySchema schema,
        String from,
        List<String> excludeFolders,
        Set<ImapQuirk> quirks,
        EndpointLimits limits) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public Endpoint {
        if (!isValidName(name)) {
            throw new IllegalArgumentException("an endpoint name is 1 to 64 letters, digits, - and _");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535, got " + port);
        }
        host = Hosts.unbracketed(host);
        excludeFolders = List.copyOf(excludeFolders);
        quirks = Set.copyOf(quirks);
    }

    /** With the defaults of its kind for all that is not given. */
    public static Endpoint at(String name, EndpointKind kind, String host, int port, Protection protection) {
        boolean holdsMailboxes = kind == EndpointKind.IMAP;
        return new Endpoint(
                name,
                kind,
                "",
                host,
                port,
                protection,
                Optional.empty(),
                holdsMailboxes ? Compression.AUTO : Compression.NEVER,
                holdsMailboxes ? Login.perUser() : Login.anonymous(),
                "",
                DirectorySchema.EXCHANGE,
                "",
                List.of(),
                Set.of(),
                EndpointLimits.DEFAULT);
    }

    public static boolean isValidName(String text) {
        return NAME.matcher(text).matches();
    }

    public Security security() {
        return protection.security();
    }

    public Endpoint withLogin(Login other) {
        return new Endpoint(
                name,
                kind,
                preset,
                host,
                port,
                protection,
                proxy,
                compression,
                other,
                baseDn,
                schema,
                from,
                excludeFolders,
                quirks,
                limits);
    }

    public Endpoint withProxy(Proxy other) {
        return new Endpoint(
                name,
                kind,
                preset,
                host,
                port,
                protection,
                Optional.of(other),
                compression,
                login,
                baseDn,
                schema,
                from,
                excludeFolders,
                quirks,
                limits);
    }

    public Endpoint withCompression(Compression other) {
        return new Endpoint(
                name,
                kind,
                preset,
                host,
                port,
                protection,
                proxy,
                other,
                login,
                baseDn,
                schema,
                from,
                excludeFolders,
                quirks,
                limits);
    }

    public Endpoint withBaseDn(String other) {
        return new Endpoint(
                name,
                kind,
                preset,
                host,
                port,
                protection,
                proxy,
                compression,
                login,
                other,
                schema,
                from,
                excludeFolders,
                quirks,
                limits);
    }

    public Endpoint withSchema(DirectorySchema other) {
        return new Endpoint(
                name,
                kind,
                preset,
                host,
                port,
                protection,
                proxy,
                compression,
                login,
                baseDn,
                other,
                from,
                excludeFolders,
                quirks,
                limits);
    }

    public Endpoint withFrom(String other) {
        return new Endpoint(
                name,
                kind,
                preset,
                host,
                port,
                protection,
                proxy,
                compression,
                login,
                baseDn,
                schema,
                other,
                excludeFolders,
                quirks,
                limits);
    }

    public Endpoint withQuirks(Set<ImapQuirk> other) {
        return new Endpoint(
                name,
                kind,
                preset,
                host,
                port,
                protection,
                proxy,
                compression,
                login,
                baseDn,
                schema,
                from,
                excludeFolders,
                other,
                limits);
    }

    public Endpoint withLimits(EndpointLimits other) {
        return new Endpoint(
                name,
                kind,
                preset,
                host,
                port,
                protection,
                proxy,
                compression,
                login,
                baseDn,
                schema,
                from,
                excludeFolders,
                quirks,
                other);
    }

    /** {@code imap://mail.example.test:993}, for messages. */
    public String address() {
        return kind.name().toLowerCase(Locale.ROOT) + "://" + Hosts.withPort(host, port);
    }
}
