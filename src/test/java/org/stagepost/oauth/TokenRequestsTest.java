package org.stagepost.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stagepost.oauth.TokenServerScript.token;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.endpoint.TokenGrant.Kind;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.oauth.TokenServerScript.Answer;

/** What each grant asks a token server for. */
class TokenRequestsTest {
    private final TokenWorld world = new TokenWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aClientSecretGoesInTheBody() {
        world.server.answers(token("a", 3600));

        world.token(world.clientCredentials());

        assertThat(world.server.lastAsked())
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("client_id", "migration-app")
                .containsEntry("client_secret", TokenWorld.CANARY + "/+&=")
                .containsEntry("scope", "https://outlook.office365.com/.default")
                .hasSize(4);
    }

    @Test
    void aServiceAccountAsksInTheNameOfEachMailbox(@TempDir Path folder) throws Exception {
        KeyPair pair = KeyPair.make(folder, "google");
        Path key = folder.resolve("key.json");
        Files.writeString(key, googleKey(pair, world.server.url("/token")));
        world.server.answers(token("of-ann", 3600), token("of-bob", 3600));
        TokenGrant grant = world.serviceAccount("file:" + key);
        TokenGrant googles = new TokenGrant(
                grant.kind(),
                "",
                "",
                "",
                SecretReference.none(),
                "",
                grant.key(),
                "https://mail.google.com/",
                SecretReference.none());

        assertThat(world.tokens.of(googles, "ann@example.test").current().reveal())
                .isEqualTo("of-ann");
        assertThat(world.tokens.of(googles, "bob@example.test").current().reveal())
                .isEqualTo("of-bob");
        assertThat(world.tokens.of(googles, "ann@example.test").current().reveal())
                .isEqualTo("of-ann");

        assertThat(world.server.asked).hasSize(2);
        assertThat(world.server.lastAsked())
                .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                .hasSize(2);
        SignedJWT jwt = SignedJWT.parse(world.server.lastAsked().get("assertion"));
        assertThat(jwt.verify(new RSASSAVerifier((RSAPublicKey) pair.x509().getPublicKey())))
                .isTrue();
        assertThat(jwt.getHeader().getKeyID()).isEqualTo("key-1");
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("mover@project.example.test");
        assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo("bob@example.test");
        assertThat(jwt.getJWTClaimsSet().getClaim("scope")).isEqualTo("https://mail.google.com/");
        assertThat(jwt.getJWTClaimsSet().getAudience()).isEqualTo(List.of(world.server.url("/token")));
    }

    private static String googleKey(KeyPair pair, String tokenUrl) throws IOException {
        return """
                {"type":"service_account","client_email":"mover@project.example.test","private_key_id":"key-1",
                 "private_key":"%s","token_uri":"%s"}""".formatted(Files.readString(pair.key()).replace("\n", "\\n"), tokenUrl);
    }

    @Test
    void aServiceAccountsFileThatIsAnotherIsNamed() {
        assertThat(world.refusal(world.serviceAccount("{\"client_email\":\"a\"}")))
                .hasMessageContaining("it has no private_key");
        MigrationException noJson = world.refusal(world.serviceAccount(TokenWorld.CANARY));
        assertThat(noJson).hasMessageContaining("it is no JSON").hasNoCause();
        assertThat(noJson.code()).isEqualTo(FailureCode.SECRET_MISSING);
        assertThat(noJson.detail()).doesNotContain(TokenWorld.CANARY);
    }

    @Test
    void whatCannotBeReadFailsAsASecretAndNotAsAToken(@TempDir Path folder) {
        Path absent = folder.resolve("absent.pem");

        for (TokenGrant grant : List.of(
                world.grant(Kind.CLIENT_CREDENTIALS, "env:NIX", "", ""),
                world.serviceAccount("file:" + absent),
                world.serviceAccount(TokenWorld.CANARY),
                world.withCertificate(absent, absent))) {
            ProbeStage stage = world.tokens.probe(grant, "ann@example.test");

            assertThat(stage.name()).isEqualTo("secret");
            assertThat(stage.passed()).isFalse();
            assertThat(stage.remedy()).contains("Set the variable, or create or correct the file");
        }
        assertThat(world.server.asked).isEmpty();
    }

    @Test
    void aReplacedRefreshTokenIsSealedInTheStore() {
        world.stored.put("oauth", Secret.of("one"));
        world.server.answers(rotated("a", "two"), rotated("b", "three"));

        world.token(world.refreshToken("store:oauth"));
        assertThat(world.server.lastAsked()).containsEntry("refresh_token", "one");
        assertThat(world.stored.get("oauth").reveal()).isEqualTo("two");
        world.time.sleep(Duration.ofHours(1));
        world.token(world.refreshToken("store:oauth"));
        assertThat(world.server.lastAsked()).containsEntry("refresh_token", "two");
        assertThat(world.stored.get("oauth").reveal()).isEqualTo("three");
    }

    @Test
    void aReplacedRefreshTokenOfAFileIsKeptInMemoryUntilTheFileChanges(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("refresh"), "one");
        TokenGrant grant = world.refreshToken("file:" + file);
        world.server.answers(rotated("a", "two"), rotated("b", "three"), rotated("c", "five"));

        world.token(grant);
        world.time.sleep(Duration.ofHours(1));
        world.token(grant);
        assertThat(world.server.lastAsked()).containsEntry("refresh_token", "two");
        Files.writeString(file, "four");
        world.time.sleep(Duration.ofHours(1));
        world.token(grant);
        assertThat(world.server.lastAsked()).containsEntry("refresh_token", "four");
        assertThat(file).hasContent("four");
    }

    @Test
    void aMissingSecretIsNamedByItsReference() {
        MigrationException missing =
                world.refusal(world.grant(TokenGrant.Kind.CLIENT_CREDENTIALS, "env:NOWHERE", "", ""));

        assertThat(missing.code()).isEqualTo(FailureCode.SECRET_MISSING);
        assertThat(missing).hasMessageContaining("client secret of application migration-app: env:NOWHERE");
    }

    @Test
    void aNewRefreshTokenIsToldInPlaceOfOneThatIsWrittenInTheGrant() {
        world.server.answers(rotated("a", "two"), rotated("b", "three"));
        TokenGrant typed = world.refreshToken("one");
        assertThat(world.tokens.renewed(typed)).isSameAs(typed);

        world.token(typed);

        TokenGrant renewed = world.tokens.renewed(typed);
        assertThat(renewed.refreshToken().literal().reveal()).isEqualTo("two");
        assertThat(renewed.with(typed.clientSecret(), typed.key(), typed.refreshToken()))
                .isEqualTo(typed);
        TokenGrant elsewhere = world.refreshToken("env:REFRESH");
        world.token(elsewhere);
        assertThat(world.tokens.renewed(elsewhere)).isSameAs(elsewhere);
    }

    private static Answer rotated(String access, String refresh) {
        return Answer.of(
                200, "{\"access_token\":\"" + access + "\",\"expires_in\":3600,\"refresh_token\":\"" + refresh + "\"}");
    }
}
