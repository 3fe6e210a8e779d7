package org.stagepost.endpoint;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Named connection settings of one server.
 *
 * @param name 1 to 64 letters, digits, hyphens and underscores
 * @param port 1 to 65535
 * @param caFile PEM file with the issuing CA; empty for the JVM's trust store
 * @param compression only for IMAP
 * @param baseDn where searches begin; only for LDAP
 * @param from sender of mails; only for SMTP
 * @param maxConcurrentMigrations mailboxes in initial sync at once, 1 or more
 * @param maxConcurrentIncrementalSyncs mailboxes in incremental sync at once, 1 to maxConcurrentMigrations
 */
public record Endpoint(
        String name,
        EndpointKind kind,
        String host,
        int port,
        Security security,
        boolean allowPlaintext,
        String caFile,
        Compression compression,
        Login login,
        String baseDn,
        String from,
        int maxConcurrentMigrations,
        int maxConcurrentIncrementalSyncs) {
    public static final int DEFAULT_CONCURRENT_MIGRATIONS = 20;
    public static final int DEFAULT_CONCURRENT_INCREMENTAL_SYNCS = 10;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public Endpoint {
        if (!isValidName(name)) {
            throw new IllegalArgumentException("an endpoint name is 1 to 64 letters, digits, - and _");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535, got " + port);
        }
        if (security == Security.NONE && !allowPlaintext) {
            throw new IllegalArgumentException("security none needs allowPlaintext: true");
        }
        if (maxConcurrentMigrations < 1
                || maxConcurrentIncrementalSyncs < 1
                || maxConcurrentIncrementalSyncs > maxConcurrentMigrations) {
            throw new IllegalArgumentException("limits are 1 or more, and incremental syncs no more than migrations");
        }
    }

    public static boolean isValidName(String text) {
        return NAME.matcher(text).matches();
    }

    public Endpoint withLogin(Login other) {
        return new Endpoint(
                name,
                kind,
                host,
                port,
                security,
                allowPlaintext,
                caFile,
                compression,
                other,
                baseDn,
                from,
                maxConcurrentMigrations,
                maxConcurrentIncrementalSyncs);
    }

    /** {@code imap://mail.example.test:993}, for messages. */
    public String address() {
        return kind.name().toLowerCase(Locale.ROOT) + "://" + host + ":" + port;
    }
}
