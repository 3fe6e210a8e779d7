package org.stagepost.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stagepost.migration.BrokerSettings.Security;

/**
 * The broker that a process has in itself.
 *
 * @param settings where it listens, and how workers log in
 * @param certificates what it shows to them: one with TLS, none without
 */
public record ServedBroker(BrokerSettings settings, List<CertificateFiles> certificates) {
    /**
     * Of PEM.
     *
     * @param certificate the broker's own, then those between it and its authority
     * @param key unencrypted PKCS #8, which only its owner can read
     */
    public record CertificateFiles(Path certificate, Path key) {}

    public ServedBroker {
        certificates = List.copyOf(certificates);
        if (certificates.size() != (settings.security() == Security.TLS ? 1 : 0)) {
            throw new IllegalArgumentException("a broker has one certificate with TLS, and none without");
        }
    }

    public Optional<CertificateFiles> certificate() {
        return certificates.stream().findFirst();
    }
}
