package org.stagepost.oauth;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretStore;
import org.stagepost.credential.local.ReferenceResolver;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.endpoint.TokenGrant.Kind;
import org.stagepost.model.MigrationException;
import org.stagepost.testing.PassingTime;

/** Tokens of a scripted server, in time that passes when somebody waits. */
final class TokenWorld implements AutoCloseable {
    static final String CANARY = "hunter2-canary";

    final TokenServerScript server = new TokenServerScript();
    final PassingTime time = new PassingTime();
    final List<String> shown = new CopyOnWriteArrayList<>();
    final Map<String, Secret> stored = new ConcurrentHashMap<>();
    final HttpTokens tokens = new HttpTokens(
            new ReferenceResolver(
                    Map.of("SECRET", CANARY + "/+&=", "REFRESH", "refresh-" + CANARY),
                    Path.of(""),
                    purpose -> {
                        throw new AssertionError("asked for " + purpose);
                    },
                    store()),
            store(),
            (address, code, until) -> shown.add(address + " " + code + " " + until),
            time,
            time::sleep);

    /** The same, but who waits does wait. */
    HttpTokens inRealTime() {
        return new HttpTokens(
                (reference, purpose) -> Secret.of(""),
                store(),
                (address, code, until) -> shown.add(code),
                Clock.systemUTC(),
                Sleeper.system());
    }

    TokenGrant clientCredentials() {
        return grant(Kind.CLIENT_CREDENTIALS, "env:SECRET", "", "");
    }

    TokenGrant refreshToken(String reference) {
        return grant(Kind.REFRESH_TOKEN, "", "", reference);
    }

    TokenGrant deviceCode() {
        return grant(Kind.DEVICE_CODE, "", "", "");
    }

    TokenGrant serviceAccount(String jsonKey) {
        return grant(Kind.SERVICE_ACCOUNT, "", jsonKey, "");
    }

    TokenGrant grant(Kind kind, String clientSecret, String key, String refreshToken) {
        return new TokenGrant(
                kind,
                server.url("/token"),
                kind == Kind.DEVICE_CODE ? server.url("/device") : "",
                kind == Kind.SERVICE_ACCOUNT ? "" : "migration-app",
                SecretReference.parse(clientSecret),
                "",
                SecretReference.parse(key),
                "https://outlook.office365.com/.default",
                SecretReference.parse(refreshToken));
    }

    TokenGrant withCertificate(Path certificate, Path key) {
        TokenGrant grant = clientCredentials();
        return new TokenGrant(
                grant.kind(),
                grant.tokenUrl(),
                "",
                grant.clientId(),
                SecretReference.none(),
                certificate.toString(),
                SecretReference.parse("file:" + key),
                grant.scope(),
                SecretReference.none());
    }

    String token(TokenGrant grant) {
        return tokens.of(grant, "ann@example.test").current().reveal();
    }

    MigrationException refusal(TokenGrant grant) {
        return catchThrowableOfType(MigrationException.class, () -> token(grant));
    }

    Instant now() {
        return time.instant();
    }

    private SecretStore store() {
        return new SecretStore() {
            @Override
            public Optional<Secret> find(String name) {
                return Optional.ofNullable(stored.get(name));
            }

            @Override
            public void put(String name, Secret secret) {
                stored.put(name, secret);
            }

            @Override
            public void remove(String name) {
                stored.remove(name);
            }
        };
    }

    @Override
    public void close() {
        server.close();
    }
}
