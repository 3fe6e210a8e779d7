package org.stagepost.oauth;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretResolver;
import org.stagepost.endpoint.GrantSecret;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Asks for the tokens of one grant. Used by one thread at a time. */
final class TokenRequests {
    /** RFC 6749 §5.1 only recommends that a server tells. */
    private static final Duration UNTOLD_LIFE = Duration.ofMinutes(5);

    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String CLIENT_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final TokenGrant grant;
    private final String mailbox;
    private final SecretResolver secrets;
    private final TokenServer server;
    private final DeviceSignIn signIn;
    private final RefreshTokens refreshTokens;
    private final Clock clock;

    TokenRequests(
            TokenGrant grant,
            String mailbox,
            SecretResolver secrets,
            TokenServer server,
            DeviceSignIn signIn,
            RefreshTokens refreshTokens,
            Clock clock) {
        this.grant = grant;
        this.mailbox = mailbox;
        this.secrets = secrets;
        this.server = server;
        this.signIn = signIn;
        this.refreshTokens = refreshTokens;
        this.clock = clock;
    }

    /** @throws MigrationException as {@link org.stagepost.endpoint.TokenSource} says */
    AccessToken fetch() {
        return switch (grant.kind()) {
            case CLIENT_CREDENTIALS -> clientCredentials();
            case REFRESH_TOKEN -> {
                Secret configured = secret(GrantSecret.REFRESH_TOKEN);
                yield refresh(configured, refreshTokens.newest(configured));
            }
            case DEVICE_CODE -> deviceCode();
            case SERVICE_ACCOUNT -> serviceAccount();
        };
    }

    private AccessToken clientCredentials() {
        Form form = new Form().with("grant_type", "client_credentials").with("scope", grant.scope());
        return token(grant.tokenUrl(), proven(form));
    }

    private AccessToken refresh(Secret configured, Secret newest) {
        Form form = new Form()
                .with("grant_type", "refresh_token")
                .with("refresh_token", newest)
                .with("scope", grant.scope());
        return token(grant.tokenUrl(), proven(form), configured);
    }

    /** Nobody is asked twice as long as the first sign-in holds. */
    private AccessToken deviceCode() {
        Optional<Secret> known = refreshTokens.newest();
        if (known.isPresent()) {
            try {
                return refresh(Secret.of(""), known.get());
            } catch (MigrationException e) {
                if (e.code() != FailureCode.TOKEN_REFUSED) {
                    throw e;
                }
                refreshTokens.forget();
            }
        }
        Form form = new Form().with("scope", grant.scope());
        TokenAnswer answer = signIn.perform(grant, proven(form), () -> proven(new Form()));
        return token(grant.tokenUrl(), answer, clock.instant(), Secret.of(""));
    }

    private AccessToken serviceAccount() {
        ServiceAccountKey account = ServiceAccountKey.parse(secret(GrantSecret.KEY));
        String url = grant.tokenUrl().isEmpty() ? account.tokenUrl() : grant.tokenUrl();
        Secret assertion = new Assertions(clock).ofServiceAccount(account, mailbox, grant.scope(), url);
        return token(url, new Form().with("grant_type", JWT_BEARER).with("assertion", assertion));
    }

    /** With what the application proves itself: a secret, a certificate's assertion, or nothing (RFC 6749 §2.1). */
    private Form proven(Form form) {
        form.with("client_id", grant.clientId());
        if (grant.certificateFile().isEmpty()) {
            return form.with("client_secret", secret(GrantSecret.CLIENT_SECRET));
        }
        ClientCertificate proof = ClientCertificate.read(
                Path.of(grant.certificateFile()),
                secret(GrantSecret.KEY),
                GrantSecret.KEY.purpose(grant),
                clock.instant());
        return form.with("client_assertion_type", CLIENT_ASSERTION)
                .with("client_assertion", new Assertions(clock).ofClient(grant.clientId(), grant.tokenUrl(), proof));
    }

    private AccessToken token(String url, Form form) {
        return token(url, form, Secret.of(""));
    }

    private AccessToken token(String url, Form form, Secret configured) {
        Instant asked = clock.instant();
        TokenAnswer answer = server.post(url, form);
        if (!answer.isSuccess()) {
            String who = grant.isPerMailbox() ? "mailbox " + mailbox : grant.application();
            throw TokenRefusals.failure(TokenServer.name(url), grant, who, form, answer, clock.instant());
        }
        return token(url, answer, asked, configured);
    }

    private AccessToken token(String url, TokenAnswer answer, Instant asked, Secret configured) {
        Secret value =
                answer.token("access_token").orElseThrow(() -> unusable(url, "no access_token that a login can carry"));
        String type = answer.text("token_type");
        if (!type.isEmpty() && !type.equalsIgnoreCase("Bearer")) {
            throw unusable(url, "a token of the type " + TokenRefusals.clean(type) + " instead of Bearer");
        }
        answer.token("refresh_token").ifPresent(fresh -> refreshTokens.replace(configured, fresh, grant.clientId()));
        return new AccessToken(value, asked, asked.plus(answer.seconds("expires_in", UNTOLD_LIFE)));
    }

    private MigrationException unusable(String url, String what) {
        return new MigrationException(FailureCode.TOKEN_REFUSED, TokenServer.name(url) + " answered with " + what);
    }

    private Secret secret(GrantSecret some) {
        return secrets.resolve(some.in(grant), some.purpose(grant));
    }
}
