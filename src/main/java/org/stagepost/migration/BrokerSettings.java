package org.stagepost.migration;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stagepost.credential.SecretReference;

/**
 * Which broker tells workers of partitions, and who logs in.
 *
 * @param url {@code tcp://HOST:PORT}; it holds no login, and no settings of a client
 * @param caFile empty where the certificates that Java trusts are enough
 */
public record BrokerSettings(String url, String user, SecretReference password, String caFile, Security security) {
    private static final int MOST_PORT = 65_535;
    private static final Pattern URL = Pattern.compile(
            "tcp://([^/?@#&;,:\\s\\[\\]]+|\\[[0-9A-Fa-f:.]+\\]):(\\d{1,5})/?", Pattern.CASE_INSENSITIVE);

    /** How the way to the broker is kept from others. */
    public enum Security {
        /** The broker's certificate and its name are verified. */
        TLS,
        /** Nothing is: for this machine, or a network where nobody listens. */
        NONE
    }

    public BrokerSettings {
        if (!isUrl(url)) {
            throw new IllegalArgumentException("no address of a broker without login");
        }
    }

    public static boolean isUrl(String text) {
        Matcher url = URL.matcher(text);
        return url.matches() && port(url) >= 1 && port(url) <= MOST_PORT;
    }

    /** Before the host, or among settings behind it. */
    public static boolean namesLogin(String text) {
        return text.contains("@") || text.matches("(?i).*[?&;](user|password)[^&;]*=.*");
    }

    /** True when what is sent to this address leaves no line of this machine; false for what is no address. */
    public static boolean isLocal(String url) {
        return part(url).map(matcher -> matcher.group(1)).orElse("").matches("(?i)localhost|127(\\.\\d+){3}|\\[::1\\]");
    }

    /** Without the brackets of an IPv6 address. */
    public String host() {
        return part(url).orElseThrow().group(1).replaceAll("[\\[\\]]", "");
    }

    /** 1 to 65535. */
    public int port() {
        return port(part(url).orElseThrow());
    }

    /** {@code broker at mq.example.test:61616}, for messages. */
    public String place() {
        return "broker at " + url.replaceFirst("(?i)^tcp://", "").replaceFirst("/$", "");
    }

    private static Optional<Matcher> part(String url) {
        return Optional.of(URL.matcher(url)).filter(Matcher::matches);
    }

    private static int port(Matcher url) {
        return Integer.parseInt(url.group(2));
    }
}
