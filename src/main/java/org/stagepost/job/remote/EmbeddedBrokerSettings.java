package org.stagepost.job.remote;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.stagepost.migration.BrokerSettings;

/**
 * Where an embedded broker listens.
 *
 * @param host of this machine, or 0.0.0.0 for all of its networks
 * @param port 1 to 65535
 * @param user who logs in
 * @param tls one key store, or none: then only this machine can connect
 */
public record EmbeddedBrokerSettings(String host, int port, String user, List<Tls> tls) {
    /**
     * What it shows to clients.
     *
     * @param keyStore PKCS #12, or a PEM file ({@code .pem}) with key and certificates
     * @param password of a PKCS #12 file
     */
    public record Tls(Path keyStore, Supplier<String> password) {
        boolean isPem() {
            return keyStore.toString().endsWith(".pem");
        }
    }

    public EmbeddedBrokerSettings {
        tls = List.copyOf(tls);
        if (tls.isEmpty() && !BrokerSettings.isLocal("tcp://" + host + ":" + port)) {
            throw new IllegalArgumentException("without TLS a broker listens on this machine only, not on " + host);
        }
        if (user.isEmpty() || tls.size() > 1) {
            throw new IllegalArgumentException("an embedded broker has a user, and at most one key store");
        }
    }

    Optional<Tls> keys() {
        return tls.stream().findFirst();
    }
}
