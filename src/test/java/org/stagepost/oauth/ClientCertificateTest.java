package org.stagepost.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.stagepost.oauth.TokenServerScript.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.credential.Secret;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.model.MigrationException;

/** Applications that prove themselves with a certificate. */
class ClientCertificateTest {
    private final TokenWorld world = new TokenWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aCertificateStandsForTheSecret(@TempDir Path folder) throws Exception {
        KeyPair pair = KeyPair.make(folder, "app");
        world.server.answers(token("a", 3600));
        TokenGrant grant = world.withCertificate(pair.certificate(), pair.key());

        world.token(grant);

        assertThat(world.server.lastAsked())
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .doesNotContainKey("client_secret");
        SignedJWT jwt = SignedJWT.parse(world.server.lastAsked().get("client_assertion"));
        byte[] certificate = pair.x509().getEncoded();
        assertThat(jwt.verify(new RSASSAVerifier((RSAPublicKey) pair.x509().getPublicKey())))
                .isTrue();
        assertThat(jwt.getHeader().getX509CertSHA256Thumbprint())
                .isEqualTo(Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(certificate)));
        assertThat(jwt.getHeader().toJSONObject().get("x5t"))
                .isEqualTo(Base64URL.encode(MessageDigest.getInstance("SHA-1").digest(certificate))
                        .toString());
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("migration-app");
        assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo("migration-app");
        assertThat(jwt.getJWTClaimsSet().getAudience()).isEqualTo(List.of(grant.tokenUrl()));
        assertThat(jwt.getJWTClaimsSet().getJWTID()).isNotEmpty();
        assertThat(jwt.getJWTClaimsSet().getExpirationTime())
                .isEqualTo(Date.from(world.now().plusSeconds(600)));
    }

    @Test
    void certificatesThatProveNothingAreNamed(@TempDir Path folder) throws Exception {
        KeyPair pair = KeyPair.make(folder, "app");
        KeyPair other = KeyPair.make(folder, "other");
        world.time.sleep(Duration.ofDays(9000));

        assertThat(world.refusal(world.withCertificate(pair.certificate(), other.key())))
                .hasMessageContaining("private key of application migration-app is not its own");
        assertThat(world.refusal(world.withCertificate(pair.certificate(), pair.key())))
                .hasMessageContaining("it expired on");
        assertThat(world.refusal(world.withCertificate(pair.key(), pair.key())))
                .hasMessageContaining("no certificate in PEM");
        assertThat(world.server.asked).isEmpty();
    }

    @Test
    void keysThatCannotBeUsedSayHowTheyCan() {
        assertThat(keyRefusal("-----BEGIN RSA PRIVATE KEY-----\nAAAA")).hasMessageContaining("openssl pkcs8");
        assertThat(keyRefusal("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA")).hasMessageContaining("passphrase");
        assertThat(keyRefusal("-----BEGIN PRIVATE KEY-----\naHVudGVyMi1jYW5hcnk=\n-----END PRIVATE KEY-----"))
                .hasMessageContaining("damaged")
                .hasNoCause();
        assertThat(keyRefusal(TokenWorld.CANARY).detail())
                .contains("does not begin with")
                .doesNotContain(TokenWorld.CANARY);
    }

    private static MigrationException keyRefusal(String pem) {
        return catchThrowableOfType(MigrationException.class, () -> PrivateKeys.read(Secret.of(pem), "RSA", "the key"));
    }

    @ParameterizedTest
    @CsvSource({"secp256r1, ES256", "secp384r1, ES384", "secp521r1, ES512"})
    void aKeyOnACurveSignsAsWell(String curve, String algorithm, @TempDir Path folder) throws Exception {
        KeyPair pair = KeyPair.onCurve(folder, "app", curve);
        world.server.answers(token("a", 3600));

        world.token(world.withCertificate(pair.certificate(), pair.key()));

        SignedJWT jwt = SignedJWT.parse(world.server.lastAsked().get("client_assertion"));
        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.parse(algorithm));
        assertThat(jwt.verify(new ECDSAVerifier((ECPublicKey) pair.x509().getPublicKey())))
                .isTrue();
    }

    @Test
    void keysOfDifferentKindsOrCurvesAreNoPair(@TempDir Path folder) throws Exception {
        KeyPair rsa = KeyPair.make(folder, "rsa");
        KeyPair curve = KeyPair.onCurve(folder, "curve", "secp256r1");
        KeyPair other = KeyPair.onCurve(folder, "other", "secp256r1");

        assertThat(world.refusal(world.withCertificate(curve.certificate(), other.key())))
                .hasMessageContaining("is not its own");
        assertThat(world.refusal(world.withCertificate(rsa.certificate(), curve.key())))
                .hasMessageContaining("it is no key of the kind RSA, or damaged");
    }
}
