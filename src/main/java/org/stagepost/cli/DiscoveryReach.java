package org.stagepost.cli;

import java.util.Set;
import org.stagepost.discovery.DiscoverySettings;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.EndpointTls;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Security;
import org.stagepost.model.MigrationException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whom a discovery asks, and where it may connect. */
final class DiscoveryReach {
    @Option(names = "--allow-private", description = "Also connect to private, link-local and loopback addresses.")
    private boolean allowPrivate;

    @Mixin
    private DnsServer dns = new DnsServer();

    /** False when nothing was typed. */
    boolean isGiven() {
        return allowPrivate || dns.isGiven();
    }

    /**
     * Without a login; refuses what cannot be asked or read.
     *
     * @param caFile empty for the JVM's trust store
     */
    DiscoverySettings settings(String caFile) {
        requireCertificates(caFile);
        return new DiscoverySettings(allowPrivate, dns.required(), caFile, "", "", Set.of());
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
