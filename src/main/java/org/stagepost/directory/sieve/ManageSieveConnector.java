package org.stagepost.directory.sieve;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.stagepost.directory.Directory;
import org.stagepost.directory.SieveConnector;
import org.stagepost.directory.SieveLogin;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.model.EmailAddress;

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
    public List<ProbeStage> probe(Endpoint endpoint, Optional<SieveLogin> login) {
        return new SieveProbe(endpoint, connections).run(login);
    }
}
