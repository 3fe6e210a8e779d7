package org.stagepost.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretResolver;
import org.stagepost.credential.SecretSource;
import org.stagepost.credential.SecretStore;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.endpoint.TokenSource;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Gets access tokens from token servers. They live in this object's memory, and nowhere else. Thread-safe. */
public final class HttpTokens implements TokenSource {
    /** So many mailboxes with tokens of their own are remembered before those that expired are looked for. */
    private static final int MANY = 512;

    private final SecretResolver secrets;
    private final SecretStore store;
    private final TokenServer server;
    private final DeviceSignIn signIn;
    private final Clock clock;
    private final Map<GrantKey, Known> tokens = new ConcurrentHashMap<>();

    private record Known(SharedToken shared, RefreshTokens refreshTokens) {}

    /** @param store keeps what a token server replaces a stored refresh token with */
    public HttpTokens(SecretResolver secrets, SecretStore store, DeviceCodes codes, Clock clock) {
        this(secrets, store, codes, clock, Sleeper.system());
    }

    HttpTokens(SecretResolver secrets, SecretStore store, DeviceCodes codes, Clock clock, Sleeper sleeper) {
        this.secrets = secrets;
        this.store = store;
        this.clock = clock;
        this.server = new TokenServer(sleeper);
        this.signIn = new DeviceSignIn(server, codes, TokenQuestion.pausing(sleeper), clock);
    }

    @Override
    public SecretSource of(TokenGrant grant, String mailbox, BooleanSupplier halted) {
        return new MailboxToken(grant, mailbox, halted);
    }

    /**
     * Gets a token as a stage of an endpoint's test, and tells what is known of it but never the token itself. Fails when
     * the token cannot open any mailbox, though it was given; the stage is {@code secret} where what it is asked for with
     * cannot be read.
     */
    public ProbeStage probe(TokenGrant grant, String mailbox) {
        long before = System.nanoTime();
        try {
            AccessToken token = shared(grant, mailbox).current(() -> false);
            return stage(grant, token, Duration.ofNanos(System.nanoTime() - before));
        } catch (MigrationException e) {
            Duration time = Duration.ofNanos(System.nanoTime() - before);
            String stage = e.code() == FailureCode.SECRET_MISSING ? "secret" : "token";
            return ProbeStage.failed(stage, time, e.detail(), "", e.code().hint());
        }
    }

    private ProbeStage stage(TokenGrant grant, AccessToken token, Duration time) {
        Instant now = clock.instant();
        Optional<TokenClaims> claims = TokenClaims.of(token.value());
        String detail = "valid until " + token.expires().truncatedTo(ChronoUnit.SECONDS)
                + claims.map(known -> "; " + known.describe()).orElse("");
        return claims.flatMap(known -> TokenDoubts.ofToken(grant, known, now))
                .map(doubt -> ProbeStage.failed("token", time, detail, doubt.cause(), doubt.remedy()))
                .orElseGet(() -> ProbeStage.passed("token", time, detail));
    }

    private SharedToken shared(TokenGrant grant, String mailbox) {
        return known(grant, mailbox).shared();
    }

    private Known known(TokenGrant grant, String mailbox) {
        GrantKey key = GrantKey.of(grant, mailbox);
        if (tokens.size() >= MANY) {
            // an application's sign-in or refresh token goes on when its access token has expired
            tokens.entrySet()
                    .removeIf(entry -> !entry.getKey().mailbox().isEmpty()
                            && entry.getValue().shared().isForgettable());
        }
        return tokens.computeIfAbsent(key, absent -> {
            RefreshTokens refreshTokens = new RefreshTokens(grant.refreshToken(), store);
            TokenRequests requests = new TokenRequests(grant, mailbox, secrets, server, signIn, refreshTokens, clock);
            return new Known(new SharedToken(requests::fetch, clock), refreshTokens);
        });
    }

    /** The grant with the refresh token that a token server gave in place of one that is written in it. */
    public TokenGrant renewed(TokenGrant grant) {
        return Optional.ofNullable(tokens.get(GrantKey.of(grant, "")))
                .filter(known -> grant.refreshToken().scheme() == SecretReference.Scheme.LITERAL)
                .flatMap(known -> known.refreshTokens().newest())
                .map(newest -> grant.with(grant.clientSecret(), grant.key(), SecretReference.literal(newest)))
                .orElse(grant);
    }

    /** The token that one mailbox is opened with. */
    private final class MailboxToken implements SecretSource {
        private final TokenGrant grant;
        private final String mailbox;
        private final SharedToken shared;
        private final BooleanSupplier halted;

        MailboxToken(TokenGrant grant, String mailbox, BooleanSupplier halted) {
            this.halted = halted;
            this.grant = grant;
            this.mailbox = mailbox;
            this.shared = shared(grant, mailbox);
        }

        @Override
        public Secret current() {
            return shared.current(halted).value();
        }

        @Override
        public boolean refused(Secret secret) {
            return shared.refused(secret);
        }

        @Override
        public void accepted(Secret secret) {
            shared.accepted();
        }

        @Override
        public String doubts(Secret secret) {
            return TokenDoubts.ofMailbox(grant, TokenClaims.of(secret), mailbox, shared.wasAccepted(), clock.instant())
                    .toString();
        }
    }
}
