package org.stagepost.job.remote;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stagepost.migration.BrokerSettings;

/**
 * Where an embedded broker listens.
 *
 * @param host of this machine, or 0.0.0.0 for all of its networks
 * @param port 1 to 65535
 * @param user who logs in
 * @param tls one certificate, or none: then only this machine can connect
 */
public record EmbeddedBrokerSettings(String host, int port, String user, List<Tls> tls) {
    /**
     * What it shows to clients, in PEM.
     *
     * @param certificate its own, then those between it and its authority
     * @param key PKCS #8, not encrypted
     */
    public record Tls(Path certificate, Path key) {}

    public EmbeddedBrokerSettings {
        tls = List.copyOf(tls);
        if (tls.isEmpty() && !BrokerSettings.isLocal("tcp://" + host + ":" + port)) {
            throw new IllegalArgumentException("without TLS a broker listens on this machine only, not on " + host);
        }
        if (user.isEmpty() || tls.size() > 1) {
            throw new IllegalArgumentException("an embedded broker has a user, and at most one certificate");
        }
    }

    Optional<Tls> keys() {
        return tls.stream().findFirst();
    }
}
