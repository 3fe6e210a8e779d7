package org.stagepost.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.stagepost.credential.Secret;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Has somebody sign in at another device (RFC 8628), and waits for it. Thread-safe. */
final class DeviceSignIn {
    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    /** RFC 8628 §3.5. */
    private static final Duration SLOWER = Duration.ofSeconds(5);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    private final TokenServer server;
    private final DeviceCodes codes;
    private final Sleeper sleeper;
    private final Clock clock;

    DeviceSignIn(TokenServer server, DeviceCodes codes, Sleeper sleeper, Clock clock) {
        this.server = server;
        this.codes = codes;
        this.sleeper = sleeper;
        this.clock = clock;
    }

    /**
     * @param opening what the device code is asked for with
     * @param proven a form with what the application proves itself with; made anew for each question
     * @return a success
     * @throws MigrationException TOKEN_REFUSED when nobody signs in, or somebody declines
     */
    TokenAnswer perform(TokenGrant grant, Form opening, Supplier<Form> proven) {
        TokenAnswer begun = server.post(grant.deviceUrl(), opening);
        if (!begun.isSuccess()) {
            throw refused(grant.deviceUrl(), grant, opening, begun);
        }
        Secret deviceCode = begun.token("device_code").orElseThrow(() -> noCode(grant));
        Instant until = clock.instant().plus(shorter(begun.seconds("expires_in", LONGEST_WAIT), LONGEST_WAIT));
        show(grant, begun, until);
        return await(grant, deviceCode, begun.seconds("interval", INTERVAL), until, proven);
    }

    private void show(TokenGrant grant, TokenAnswer begun, Instant until) {
        // Google called it verification_url before the standard was one
        String standard = begun.text("verification_uri");
        String address = standard.isEmpty() ? begun.text("verification_url") : standard;
        String code = TokenRefusals.clean(begun.text("user_code"));
        if (code.isEmpty() || TokenUrl.parse(address).isEmpty()) {
            throw noCode(grant);
        }
        codes.show(address, code, until);
    }

    private TokenAnswer await(
            TokenGrant grant, Secret deviceCode, Duration interval, Instant until, Supplier<Form> proven) {
        Duration pause = interval;
        while (clock.instant().isBefore(until)) {
            sleeper.sleep(pause);
            Form form = proven.get().with("grant_type", GRANT_TYPE).with("device_code", deviceCode);
            TokenAnswer answer = server.post(grant.tokenUrl(), form);
            if (answer.isSuccess()) {
                return answer;
            }
            switch (answer.text("error")) {
                case "authorization_pending" -> {}
                case "slow_down" -> pause = pause.plus(SLOWER);
                default -> throw refused(grant.tokenUrl(), grant, form, answer);
            }
        }
        throw new MigrationException(
                FailureCode.TOKEN_REFUSED,
                TokenServer.name(grant.tokenUrl()) + " gave no token for " + grant.application()
                        + ": nobody signed in while the code was valid");
    }

    private MigrationException refused(String url, TokenGrant grant, Form form, TokenAnswer answer) {
        return TokenRefusals.failure(TokenServer.name(url), grant, grant.application(), form, answer, clock.instant());
    }

    private static MigrationException noCode(TokenGrant grant) {
        return new MigrationException(
                FailureCode.TOKEN_REFUSED,
                TokenServer.name(grant.deviceUrl()) + " answered without a code to sign in with; is "
                        + grant.deviceUrl() + " a device authorization endpoint?");
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
