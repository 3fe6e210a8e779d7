package org.stagepost.discovery;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of hosts as they come from mail addresses and from strangers. */
public final class HostName {
    private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:]*:[0-9a-f:]*(?:[0-9.]+)?");

    private HostName() {}

    /** Lower case, without final dot, and nothing in it that a shell or a URL would take for more than a name. */
    public static boolean isValid(String host) {
        return host.length() <= 253
                && (NAME.matcher(host).matches() || literal(host).isPresent());
    }

    /** In the form that is compared, looked up and connected to (RFC 5891 for others than ASCII); empty when it is no host name. */
    public static Optional<String> of(String text) {
        try {
            String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
            String host = name.contains(":") ? name : IDN.toASCII(name);
            return Optional.of(host.toLowerCase(Locale.ROOT)).filter(HostName::isValid);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The address that an IP address in text form is; empty for names, also for those that look like numbers. */
    public static Optional<InetAddress> literal(String host) {
        if (!IPV4.matcher(host).matches() && !IPV6.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether a host belongs to a domain: the domain itself, or a name below it. */
    static boolean isWithin(String host, String domain) {
        return host.equals(domain) || host.endsWith("." + domain);
    }
}
