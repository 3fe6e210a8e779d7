package org.stagepost.migration.jobfile;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointCatalog;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Security;

/** The stored endpoints, and an invented one of kind imap for each other name that somebody asks for. */
final class StandIns implements EndpointCatalog {
    /** RFC 2606 §2: nobody has this name. */
    private static final String NOWHERE = "missing.invalid";

    private final EndpointCatalog stored;
    private final Set<String> missing = new LinkedHashSet<>();

    StandIns(EndpointCatalog stored) {
        this.stored = stored;
    }

    Set<String> missing() {
        return missing;
    }

    @Override
    public Optional<Endpoint> find(String name) {
        return stored.find(name).or(() -> Optional.of(invented(name)));
    }

    /** With a login that a batch of any type may have. */
    private Endpoint invented(String name) {
        missing.add(name);
        return Endpoint.at(name, EndpointKind.IMAP, NOWHERE, 993, Protection.of(Security.TLS, ""))
                .withLogin(Login.admin(LoginStyle.MASTER_USER, "nobody", SecretReference.none()));
    }

    @Override
    public List<Endpoint> list() {
        return stored.list();
    }

    @Override
    public void save(Endpoint endpoint) {
        throw new UnsupportedOperationException("only looked at");
    }

    @Override
    public SecretReference keepRefreshToken(String endpoint, Secret token) {
        throw new UnsupportedOperationException("only looked at");
    }

    @Override
    public boolean remove(String name) {
        throw new UnsupportedOperationException("only looked at");
    }
}
