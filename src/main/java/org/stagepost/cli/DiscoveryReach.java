package org.stagepost.cli;

import java.util.Set;
import org.stagepost.discovery.DiscoverySettings;
import picocli.CommandLine.Option;

/** Whom a discovery asks, and where it may connect. */
final class DiscoveryReach {
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
     * Without a login.
     *
     * @param caFile empty for the JVM's trust store
     */
    DiscoverySettings settings(String caFile) {
        DiscoverySettings settings = new DiscoverySettings(allowPrivate, dnsServer, caFile, "", "", Set.of());
        if (!dnsServer.isEmpty() && settings.dnsAddress().isEmpty()) {
            throw new CommandRefused("--dns-server: no such host", "write HOST or HOST:PORT");
        }
        return settings;
    }
}
