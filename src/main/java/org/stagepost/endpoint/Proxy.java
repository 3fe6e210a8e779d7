package org.stagepost.endpoint;

import java.util.Locale;
import org.stagepost.credential.SecretReference;

/**
 * Through whom a server is reached. The proxy looks its name up.
 *
 * @param port 1 to 65535
 * @param user empty where the proxy asks for no login
 */
public record Proxy(Kind kind, String host, int port, String user, SecretReference password) {
    /** What a proxy speaks. */
    public enum Kind {
        /** CONNECT (RFC 9110 §9.3.6). */
        HTTP,
        /** SOCKS version 5 (RFC 1928, RFC 1929). */
        SOCKS
    }

    public Proxy {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535, got " + port);
        }
        host = Hosts.unbracketed(host);
    }

    /** {@code socks://proxy.example.test:1080}, for messages. */
    public String address() {
        return kind.name().toLowerCase(Locale.ROOT) + "://" + Hosts.withPort(host, port);
    }

    public Proxy withPassword(SecretReference other) {
        return new Proxy(kind, host, port, user, other);
    }
}
