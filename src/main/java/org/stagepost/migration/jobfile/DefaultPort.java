package org.stagepost.migration.jobfile;

import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Security;

/** The registered port of a protocol: RFC 8314 §3 for mail, RFC 4513 §3 for directories, RFC 5804 §1.8 for Sieve. */
final class DefaultPort {
    private DefaultPort() {}

    static int of(EndpointKind kind, Security security) {
        return switch (kind) {
            case IMAP -> security == Security.TLS ? 993 : 143;
            case LDAP -> security == Security.TLS ? 636 : 389;
            case SIEVE -> 4190;
            case SMTP ->
                switch (security) {
                    case TLS -> 465;
                    case STARTTLS -> 587;
                    case NONE -> 25;
                };
        };
    }
}
