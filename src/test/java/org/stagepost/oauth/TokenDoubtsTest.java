package org.stagepost.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretSource;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.TokenGrant;

/** Why a mailbox stayed shut, as far as a token tells. */
class TokenDoubtsTest {
    private static final String GOOD =
            "\"iss\":\"https://issuer.example.test/\",\"aud\":[\"https://outlook.office365.com\"],\"roles\":[\"IMAP.AccessAsApp\"]";

    private final TokenWorld world = new TokenWorld();
    private final TokenGrant grant = world.clientCredentials();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aRoleIsMissing() {
        assertThat(doubt("\"aud\":\"https://outlook.office365.com\",\"roles\":[]"))
                .contains("no role that opens mailboxes; its roles: none", "IMAP.AccessAsApp", "admin consent");
        assertThat(doubt("\"aud\":\"https://outlook.office.com/\",\"roles\":[\"full_access_as_app\"]"))
                .contains("its roles: full_access_as_app");
        assertThat(doubt("\"aud\":\"https://outlook.office.com\",\"scp\":\"Mail.Read User.Read\""))
                .contains("does not cover IMAP; its scopes: Mail.Read User.Read");
        assertThat(doubt("\"aud\":\"https://outlook.office.com\",\"scp\":\"openid IMAP.AccessAsUser.All\""))
                .doesNotContain("does not cover");
    }

    @Test
    void theAudienceIsAnother() {
        assertThat(doubt("\"aud\":[\"https://graph.microsoft.com\"],\"roles\":[\"IMAP.AccessAsApp\"]"))
                .contains("another audience, Microsoft Graph", "https://outlook.office365.com/.default");
        assertThat(doubt("\"aud\":\"https://mail.example.test\""))
                .contains("another audience: https://mail.example.test instead of https://outlook.office365.com");
        assertThat(doubt("\"aud\":\"5f2a\",\"roles\":[]")).contains("nothing in it tells why");
    }

    @Test
    void itHasExpired() {
        assertThat(doubt(GOOD + ",\"exp\":" + world.now().getEpochSecond()))
                .contains("has expired: it was valid until 2026-06-01T12:00:00Z", "clocks");
        assertThat(doubt(GOOD + ",\"exp\":" + (world.now().getEpochSecond() + 1)))
                .doesNotContain("expired");
    }

    @Test
    void itIsSomebodyElses() {
        assertThat(doubt(GOOD + ",\"upn\":\"bob@example.test\""))
                .contains("that of bob@example.test, not of ann@example.test");
        assertThat(doubt(GOOD + ",\"preferred_username\":\"ann\"")).doesNotContain("that of ann");
    }

    @Test
    void itOpensOthersButNotThisOne() {
        world.server.answers(TokenServerScript.token(jwt(GOOD), 3600));
        SecretSource bob = world.tokens.of(grant, "bob@example.test");
        SecretSource ann = world.tokens.of(grant, "ann@example.test");
        Secret token = bob.current();

        assertThat(ann.doubts(token)).contains("no mailbox was opened with this token yet", "issuer.example.test");
        bob.accepted(token);
        assertThat(ann.doubts(token))
                .contains("other mailboxes were opened", "not granted to application migration-app")
                .contains("Add-MailboxPermission");
    }

    @Test
    void whatIsNoJwtIsNotReadAndNotShown() {
        for (String token : new String[] {"opaque-hunter2", "a.b.c", "a.!!.c", "a.W10.c", "a." + base64("{") + ".c"}) {
            assertThat(TokenClaims.of(Secret.of(token))).isEmpty();
        }
        assertThat(TokenDoubts.ofMailbox(grant, Optional.empty(), "ann", false, Instant.EPOCH)
                        .toString())
                .contains("no mailbox was opened");
    }

    @Test
    void theProbeTellsWhatTheTokenIsFor() {
        String token = jwt(GOOD + ",\"exp\":" + (world.now().getEpochSecond() + 60));
        world.server.answers(TokenServerScript.token(token, 60));

        ProbeStage stage = world.tokens.probe(grant, "");

        assertThat(stage.passed()).isTrue();
        assertThat(stage.detail())
                .isEqualTo(
                        "valid until 2026-06-01T12:01:00Z; aud https://outlook.office365.com, roles IMAP.AccessAsApp");
    }

    @Test
    void theProbeFailsForATokenThatOpensNothing() {
        world.server.answers(TokenServerScript.token(jwt("\"aud\":\"https://outlook.office365.com\""), 60));

        ProbeStage stage = world.tokens.probe(grant, "");

        assertThat(stage.passed()).isFalse();
        assertThat(stage.cause()).contains("no role that opens mailboxes");
        assertThat(stage.remedy()).contains("IMAP.AccessAsApp");
    }

    @Test
    void theProbeSaysWhyThereIsNoToken() {
        world.server.answers(TokenServerScript.refusal("invalid_client", "AADSTS7000222: expired"));

        ProbeStage stage = world.tokens.probe(grant, "");

        assertThat(stage.passed()).isFalse();
        assertThat(stage.detail()).contains("the client secret has expired");
        assertThat(stage.remedy()).contains("Correct the application");
    }

    private String doubt(String claims) {
        return TokenDoubts.ofMailbox(
                        grant, TokenClaims.of(Secret.of(jwt(claims))), "ann@example.test", false, world.now())
                .toString();
    }

    static String jwt(String claims) {
        return base64("{\"alg\":\"RS256\"}") + "." + base64("{" + claims + "}") + ".c2lnbmF0dXJl";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
