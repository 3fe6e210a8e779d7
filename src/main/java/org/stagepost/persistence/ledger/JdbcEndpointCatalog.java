package org.stagepost.persistence.ledger;

import java.util.List;
import java.util.Optional;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretReference.Scheme;
import org.stagepost.credential.SecretSealer;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointCatalog;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.TokenGrant;

/** Endpoints in the store; their literal secrets are sealed, a password as the secret {@code endpoint/NAME}. */
public final class JdbcEndpointCatalog implements EndpointCatalog {
    private final Transactions transactions;
    private final SecretTable secrets;

    public JdbcEndpointCatalog(Transactions transactions, SecretSealer sealer) {
        this.transactions = transactions;
        this.secrets = new SecretTable(sealer);
    }

    @Override
    public Optional<Endpoint> find(String name) {
        return transactions.call(session -> session.sql("SELECT * FROM MIGRATION_ENDPOINT WHERE ENDPOINT_NAME = :name")
                .param("name", name)
                .query((row, number) -> StoredEndpoint.read(row))
                .optional());
    }

    @Override
    public List<Endpoint> list() {
        return transactions.call(session -> session.sql("SELECT * FROM MIGRATION_ENDPOINT ORDER BY ENDPOINT_NAME")
                .query((row, number) -> StoredEndpoint.read(row))
                .list());
    }

    @Override
    public void save(Endpoint endpoint) {
        transactions.run(session -> {
            Endpoint kept = keepSecrets(session, endpoint);
            delete(session, endpoint.name());
            EndpointRow.insert(session, kept);
        });
    }

    @Override
    public SecretReference keepRefreshToken(String endpoint, Secret token) {
        String name = Kept.NEXT_REFRESH_TOKEN.of(endpoint);
        transactions.run(session -> secrets.put(session, name, token));
        return SecretReference.parse("store:" + name);
    }

    @Override
    public boolean remove(String name) {
        return transactions.call(session -> {
            for (Kept kept : Kept.values()) {
                secrets.remove(session, kept.of(name));
            }
            return delete(session, name) > 0;
        });
    }

    private static int delete(Session session, String name) {
        return session.sql("DELETE FROM MIGRATION_ENDPOINT WHERE ENDPOINT_NAME = :name")
                .param("name", name)
                .update();
    }

    /** The secrets of an endpoint, each under a name of its own. */
    private enum Kept {
        PASSWORD(""),
        CLIENT_SECRET("/client-secret"),
        KEY("/key"),
        REFRESH_TOKEN("/refresh-token"),
        NEXT_REFRESH_TOKEN("/next-refresh-token"),
        PROXY("/proxy");

        private final String suffix;

        Kept(String suffix) {
            this.suffix = suffix;
        }

        private String of(String endpoint) {
            return "endpoint/" + endpoint + suffix;
        }
    }

    private Endpoint keepSecrets(Session session, Endpoint endpoint) {
        String name = endpoint.name();
        Login login = endpoint.login();
        TokenGrant none = TokenGrant.none();
        TokenGrant grant = login.oauth().orElse(none);
        TokenGrant sealed = grant.with(
                keep(session, Kept.CLIENT_SECRET.of(name), grant.clientSecret()),
                keep(session, Kept.KEY.of(name), grant.key()),
                keep(session, Kept.REFRESH_TOKEN.of(name), taken(session, name, grant.refreshToken())));
        Login kept = login.withPassword(keep(session, Kept.PASSWORD.of(name), login.password()));
        SecretReference proxy = keep(
                session,
                Kept.PROXY.of(name),
                endpoint.proxy().map(some -> some.password()).orElseGet(SecretReference::none));
        Endpoint changed = endpoint.withLogin(login.oauth().isPresent() ? kept.withOauth(sealed) : kept);
        return endpoint.proxy()
                .map(some -> changed.withProxy(some.withPassword(proxy)))
                .orElse(changed);
    }

    /** The endpoint's own from now on, if it was kept for it. */
    private SecretReference taken(Session session, String endpoint, SecretReference given) {
        String next = Kept.NEXT_REFRESH_TOKEN.of(endpoint);
        Optional<Secret> kept =
                given.toString().equals("store:" + next) ? secrets.find(session, next) : Optional.empty();
        if (kept.isPresent()) {
            secrets.remove(session, next);
        }
        return kept.map(SecretReference::literal).orElse(given);
    }

    private SecretReference keep(Session session, String own, SecretReference given) {
        if (given.scheme() == Scheme.LITERAL) {
            secrets.put(session, own, given.literal());
            return SecretReference.parse("store:" + own);
        }
        if (!given.toString().equals("store:" + own)) {
            secrets.remove(session, own);
        }
        return given;
    }
}
