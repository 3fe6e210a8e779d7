package org.stagepost.endpoint;

import java.util.regex.Pattern;

/** Names and addresses of hosts, as people write them. */
final class Hosts {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private Hosts() {}

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
