package org.stagepost.cli;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stagepost.discovery.DiscoverySettings;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.EndpointTls;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Security;
import org.stagepost.model.MigrationException;
import picocli.CommandLine.Option;

/** Whom a discovery asks, and where it may connect. */
final class DiscoveryReach {
    /** Behind a name, an IPv4 address, or an IPv6 address in brackets. */
    private static final Pattern PORT = Pattern.compile("^(?:[^:]+|\\[.+]):(\\d+)$");

    @Option(names = "--allow-private", description = "Also connect to private, link-local and loopback addresses.")
    private boolean allowPrivate;

    @Option(
            names = "--dns-server",
            paramLabel = "HOST[:PORT]",
            description = "DNS server to ask, instead of this machine's.")
    private String dnsServer = "";

    /** False when nothing was typed. */
    boolean isGiven() {
        return allowPrivate || !dnsServer.isEmpty();
    }

    /**
     * Without a login; refuses what cannot be asked or read.
     *
     * @param caFile empty for the JVM's trust store
     */
    DiscoverySettings settings(String caFile) {
        DiscoverySettings settings = new DiscoverySettings(allowPrivate, dnsServer, caFile, "", "", Set.of());
        requireCertificates(caFile);
        Matcher port = PORT.matcher(dnsServer);
        if (port.find() && (port.group(1).length() > 5 || Integer.parseInt(port.group(1)) > 65_535)) {
            throw new CommandRefused(
                    "--dns-server: " + port.group(1) + " is not a port", "write a number from 1 to 65535");
        }
        if (!dnsServer.isEmpty() && settings.dnsAddress().isEmpty()) {
            throw new CommandRefused("--dns-server: no such host", "write HOST or HOST:PORT");
        }
        return settings;
    }

    private static void requireCertificates(String caFile) {
        try {
            EndpointTls.requireFiles(
                    Endpoint.at("discovery", EndpointKind.IMAP, "localhost", 443, Protection.of(Security.TLS, caFile)));
        } catch (MigrationException e) {
            throw new CommandRefused(
                    "--ca-file: " + caFile + " is no file with certificates that can be read",
                    "name the PEM file of the issuing CA");
        }
    }
}
