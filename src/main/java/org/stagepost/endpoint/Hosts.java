package org.stagepost.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names and addresses of hosts, as people write them. */
public final class Hosts {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-]+(?:\\.[\\p{L}\\p{N}_-]+)*");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern WITH_PORT = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\s]+):(\\d{1,5})");

    private Hosts() {}

    /** True for a name, an IPv4 address, and an IPv6 address with or without brackets; nothing is looked up. */
    public static boolean isHost(String text) {
        return NAME.matcher(text).matches() || isIpv6Address(unbracketed(text));
    }

    /** What to write instead where a port stands behind the host, for people. */
    public static Optional<String> portAdvice(String text) {
        Matcher parts = WITH_PORT.matcher(text);
        return parts.matches() && !isHost(text)
                ? Optional.of("write host " + unbracketed(parts.group(1)) + " and port " + parts.group(2) + " apart")
                : Optional.empty();
    }

    private static boolean isIpv6Address(String text) {
        try {
            return IPV6.matcher(text).matches() && InetAddress.getByName("[" + text + "]") != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** True for an IPv4 or IPv6 address: nothing is to be looked up then. */
    static boolean isAddress(String host) {
        return isIpv6(host) || IPV4.matcher(host).matches();
    }

    private static boolean isIpv6(String host) {
        return host.indexOf(':') >= 0;
    }

    /** {@code [::1]} as {@code ::1}. */
    static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** RFC 3986 §3.2.2: an IPv6 address stands in brackets before a port. */
    static String withPort(String host, int port) {
        return (isIpv6(host) ? "[" + host + "]" : host) + ":" + port;
    }
}
