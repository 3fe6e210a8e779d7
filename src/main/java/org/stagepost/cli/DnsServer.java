package org.stagepost.cli;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stagepost.discovery.DiscoverySettings;
import picocli.CommandLine.Option;

/** Which DNS server is asked. */
final class DnsServer {
    /** Behind a name, an IPv4 address, or an IPv6 address in brackets. */
    private static final Pattern PORT = Pattern.compile("^(?:[^:]+|\\[.+]):(\\d+)$");

    @Option(
            names = "--dns-server",
            paramLabel = "HOST[:PORT]",
            description = "DNS server to ask, instead of this machine's.")
    private String typed = "";

    /** False for those of the machine. */
    boolean isGiven() {
        return !typed.isEmpty();
    }

    /** As it was typed, empty when it was not; refuses what cannot be asked. */
    String required() {
        Matcher port = PORT.matcher(typed);
        if (port.find() && (port.group(1).length() > 5 || Integer.parseInt(port.group(1)) > 65_535)) {
            throw new CommandRefused(
                    "--dns-server: " + port.group(1) + " is not a port", "write a number from 1 to 65535");
        }
        if (isGiven() && settings().dnsAddress().isEmpty()) {
            throw new CommandRefused("--dns-server: no such host", "write HOST or HOST:PORT");
        }
        return typed;
    }

    private DiscoverySettings settings() {
        return new DiscoverySettings(false, typed, "", "", "", Set.of());
    }
}
