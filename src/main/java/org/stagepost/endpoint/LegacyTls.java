package org.stagepost.endpoint;

import java.security.Security;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * TLS 1.0 and 1.1, which RFC 8996 forbids, for endpoints that ask for them (adr/0014).
 * The JDK lets them be forbidden for a whole process only, and asks once, before its first TLS connection. So they are
 * let in there, and left out of what every connection speaks that does not name them itself.
 */
public final class LegacyTls {
    private static final System.Logger LOG = System.getLogger(LegacyTls.class.getName());
    private static final Set<String> OLD = Set.of("TLSv1", "TLSv1.1");
    private static final String MODERN = "TLSv1.3,TLSv1.2";
    private static final String DISABLED = "jdk.tls.disabledAlgorithms";

    private LegacyTls() {}

    /** To be called before the process makes its first TLS connection; too late, legacy endpoints stay refused. */
    public static void prepare() {
        for (String defaults : new String[] {"jdk.tls.client.protocols", "jdk.tls.server.protocols"}) {
            if (System.getProperty(defaults) == null) {
                System.setProperty(defaults, MODERN);
            }
        }
        String disabled = Objects.toString(Security.getProperty(DISABLED), "");
        Security.setProperty(
                DISABLED,
                Arrays.stream(disabled.split(","))
                        .map(String::trim)
                        .filter(algorithm -> !OLD.contains(algorithm))
                        .collect(Collectors.joining(", ")));
    }

    /** What connections to the endpoint may speak. */
    static String[] protocols(Endpoint endpoint) {
        return endpoint.protection().legacyTls()
                ? new String[] {"TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1"}
                : new String[] {"TLSv1.3", "TLSv1.2"};
    }

    static boolean isOld(String protocol) {
        return OLD.contains(protocol);
    }

    /** At each use, so that nobody forgets it. */
    static void warn(Endpoint endpoint) {
        LOG.log(
                System.Logger.Level.WARNING,
                "endpoint {0} ({1}): legacyTls lets this connection use TLS 1.0 or 1.1, which can be broken (RFC 8996)",
                endpoint.name(),
                endpoint.address());
    }
}
