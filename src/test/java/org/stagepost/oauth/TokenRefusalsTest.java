package org.stagepost.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stagepost.oauth.TokenServerScript.refusal;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.endpoint.TokenGrant.Kind;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import tools.jackson.databind.json.JsonMapper;

/** What token servers say, and what it means. */
class TokenRefusalsTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final TokenWorld world = new TokenWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CLIENT_CREDENTIALS | invalid_client         | AADSTS7000215: Invalid client secret provided.          | secret's ID was taken
            CLIENT_CREDENTIALS | invalid_client         | AADSTS7000222: The provided client secret keys for app are expired. | client secret has expired
            CLIENT_CREDENTIALS | unauthorized_client    | AADSTS700016: Application with identifier was not found | no application with this client id
            CLIENT_CREDENTIALS | invalid_request        | AADSTS90002: Tenant 'contoso.test' not found.           | no such tenant
            CLIENT_CREDENTIALS | invalid_request        | AADSTS900023: Specified tenant identifier is neither    | no such tenant
            CLIENT_CREDENTIALS | invalid_scope          | AADSTS70011: The provided value for scope is not valid  | has to end in /.default
            CLIENT_CREDENTIALS | invalid_scope          | AADSTS1002012: The provided value for scope             | has to end in /.default
            CLIENT_CREDENTIALS | invalid_resource       | AADSTS500011: The resource principal was not found      | a service that the tenant does not have
            REFRESH_TOKEN      | invalid_grant          | AADSTS50034: The user account does not exist            | no such user
            CLIENT_CREDENTIALS | invalid_grant          | AADSTS65001: The user or administrator has not consented | grant admin consent
            CLIENT_CREDENTIALS | invalid_client         | AADSTS700027: The certificate is not registered         | certificate is not registered
            CLIENT_CREDENTIALS | invalid_client         | AADSTS700024: Client assertion is not within its valid time range. | clock of this machine
            DEVICE_CODE        | invalid_client         | AADSTS7000218: The request body must contain client_secret | public client flows
            REFRESH_TOKEN      | invalid_grant          | AADSTS700082: The refresh token has expired             | sign in again
            REFRESH_TOKEN      | invalid_grant          | Token has been expired or revoked.                      | sign in again
            REFRESH_TOKEN      | invalid_grant          | AADSTS50076: you must use multi-factor authentication   | second factor
            REFRESH_TOKEN      | invalid_grant          | AADSTS53003: Access has been blocked                    | Conditional Access
            SERVICE_ACCOUNT    | invalid_grant          | Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. | clock of this machine
            SERVICE_ACCOUNT    | invalid_grant          | Invalid JWT Signature.                                  | key was deleted
            SERVICE_ACCOUNT    | invalid_grant          | Invalid grant: account not found                        | no such service account
            CLIENT_CREDENTIALS | invalid_client         | Client authentication failed                            | client id or client secret is wrong
            CLIENT_CREDENTIALS | unauthorized_client    | not allowed                                             | may not use this grant
            CLIENT_CREDENTIALS | unsupported_grant_type | no                                                      | does not know this grant
            CLIENT_CREDENTIALS | invalid_scope          | no                                                      | no such scope
            CLIENT_CREDENTIALS | something_new          | AADSTS1: unheard of                                     | no token was given
            """)
    void isTheApplicationsFault(Kind kind, String error, String description, String meaning) {
        MigrationException failure = failure(kind, error, description);

        assertThat(failure.code()).isEqualTo(FailureCode.TOKEN_REFUSED);
        assertThat(failure)
                .hasMessageContaining("token server login.example.test gave no token for who: ")
                .hasMessageContaining(meaning)
                .hasMessageContaining("(" + error + ": " + description + ")");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            invalid_grant       | Invalid email or User ID                                           | no such mailbox
            unauthorized_client | Client is unauthorized to retrieve access tokens using this method | domain-wide delegation
            access_denied       | Requested client not authorized.                                   | domain-wide delegation
            """)
    void isOneMailboxesFault(String error, String description, String meaning) {
        MigrationException failure = failure(Kind.SERVICE_ACCOUNT, error, description);

        assertThat(failure.code()).isEqualTo(FailureCode.CREDENTIALS_REFUSED);
        assertThat(failure).hasMessageContaining(meaning);
    }

    @Test
    void onlyTheFirstLineIsShown() {
        assertThat(failure(
                        Kind.CLIENT_CREDENTIALS, "invalid_client", "AADSTS7000215: Wrong. Trace ID: 1-2 Timestamp: 3"))
                .hasMessageEndingWith("(invalid_client: AADSTS7000215: Wrong.)");
        assertThat(failure(Kind.CLIENT_CREDENTIALS, "invalid_client", "Wrong.\\r\\nTrace ID: 1-2"))
                .hasMessageEndingWith("(invalid_client: Wrong.)");
        assertThat(failure(Kind.CLIENT_CREDENTIALS, "x", "y".repeat(100_000)).detail())
                .hasSizeLessThan(500);
        assertThat(failure(Kind.CLIENT_CREDENTIALS, "x", "a\\u001b[31mb\\u202ec")
                        .detail())
                .endsWith("(x: a [31mb c)");
    }

    @Test
    void whatAServerRepeatsIsMasked() {
        world.server.answers(refusal(
                "invalid_client",
                "secret " + TokenWorld.CANARY + "/+&= or " + TokenWorld.CANARY + "%2F%2B%26%3D is wrong"));

        MigrationException failure = world.refusal(world.clientCredentials());

        assertThat(failure).hasMessageContaining("secret *** or *** is wrong");
        assertThat(failure).hasNoCause();
    }

    @Test
    void aSecretThatTheShorteningCutsIsMaskedToo() {
        world.server.answers(refusal("invalid_client", "x".repeat(270) + TokenWorld.CANARY + "/+&="));

        assertThat(world.refusal(world.clientCredentials()).detail()).doesNotContain("hunter2");
    }

    /** The scripted server tells today's date, and the world's time is another. */
    @Test
    void theServersClockIsReadFromItsAnswer() {
        world.server.answers(refusal("invalid_client", "AADSTS700024: late"));

        assertThat(world.refusal(world.clientCredentials()))
                .hasMessageContaining("minutes")
                .hasMessageContaining("the token server's (");
    }

    @Test
    void theClocksAreCompared() {
        assertThat(skewed(NOW.minusSeconds(3600))).contains("; it is 60 minutes ahead of the token server's (");
        assertThat(skewed(NOW.plusSeconds(600))).contains("; it is 10 minutes behind the token server's (");
        assertThat(skewed(NOW.plusSeconds(10))).doesNotContain("; it is");
    }

    private static String skewed(Instant server) {
        String body = "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS700024: late\"}";
        TokenAnswer answer = new TokenAnswer(401, JsonMapper.shared().readTree(body), Optional.of(server));
        return failure(Kind.CLIENT_CREDENTIALS, answer).detail();
    }

    private static MigrationException failure(Kind kind, String error, String description) {
        String body = refusal(error, description).body();
        return failure(kind, new TokenAnswer(400, JsonMapper.shared().readTree(body), Optional.empty()));
    }

    private static MigrationException failure(Kind kind, TokenAnswer answer) {
        SecretReference none = SecretReference.none();
        TokenGrant grant =
                new TokenGrant(kind, "https://login.example.test/token", "", "app", none, "", none, "", none);
        Form form = new Form().with("client_secret", Secret.of(TokenWorld.CANARY));
        return TokenRefusals.failure(TokenServer.name(grant.tokenUrl()), grant, "who", form, answer, NOW);
    }

    @Test
    void aSecretIsTakenOutBeforeTheWordsAreCut() {
        world.server.answers(refusal("invalid_client", "x".repeat(280) + TokenWorld.CANARY + "/+&="));

        assertThat(world.refusal(world.clientCredentials()))
                .hasMessageContaining("xxx***")
                .hasMessageNotContaining(TokenWorld.CANARY.substring(0, 3));
    }
}
