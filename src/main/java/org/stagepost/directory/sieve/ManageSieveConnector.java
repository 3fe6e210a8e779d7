package org.stagepost.directory.sieve;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.stagepost.directory.Directory;
import org.stagepost.directory.SieveConnector;
import org.stagepost.directory.SieveLogin;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.MigrationException;

/** Opens Sieve scripts over ManageSieve (RFC 5804): Dovecot, Cyrus and others. */
public final class ManageSieveConnector implements SieveConnector {
    private final Connections connections;

    public ManageSieveConnector(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Directory open(Endpoint endpoint, Function<EmailAddress, SieveLogin> logins) {
        return new SieveDirectory(endpoint, connections, logins);
    }

    @Override
    public List<ProbeStage> probe(Endpoint endpoint) {
        long begin = System.nanoTime();
        try (SieveLine line = SieveLine.open(endpoint, connections)) {
            String said = line.capability("IMPLEMENTATION").orElse("ManageSieve") + ", SASL "
                    + line.capability("SASL").orElse("none");
            return List.of(ProbeStage.passed("connection", since(begin), said), login(line, begin));
        } catch (MigrationException e) {
            return List.of(ProbeStage.failed("connection", since(begin), e.detail(), "", e.hint()));
        }
    }

    private static ProbeStage login(SieveLine line, long begin) {
        return line.has("SASL", "plain")
                ? ProbeStage.untested("login", "scripts are a user's own, and none is looked at in a test")
                : ProbeStage.failed(
                        "login",
                        since(begin),
                        "it offers no SASL PLAIN",
                        "Stagepost cannot log in there.",
                        "Allow PLAIN at the server, over TLS.");
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
