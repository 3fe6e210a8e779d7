package org.stagepost.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;
import org.stagepost.credential.Secret;

/** Signs what stands for a client's secret or a mailbox's consent (RFC 7523). */
final class Assertions {
    private static final Duration LIFE = Duration.ofMinutes(10);
    /** A server whose clock is a little behind takes it as well. */
    private static final Duration BACKDATED = Duration.ofSeconds(30);

    private final Clock clock;

    Assertions(Clock clock) {
        this.clock = clock;
    }

    /** RFC 7523 §2.2. The header names the certificate in both ways, for Entra and for what is older. */
    @SuppressWarnings("deprecation") // x5t is what AD FS looks for
    Secret ofClient(String clientId, String audience, ClientCertificate proof) {
        JWSHeader header = new JWSHeader.Builder(proof.algorithm())
                .type(JOSEObjectType.JWT)
                .x509CertThumbprint(thumbprint("SHA-1", proof))
                .x509CertSHA256Thumbprint(thumbprint("SHA-256", proof))
                .build();
        return signed(header, claims(clientId, clientId, audience).build(), proof.signer());
    }

    /** RFC 7523 §2.1, in the name of a mailbox. */
    Secret ofServiceAccount(ServiceAccountKey account, String mailbox, String scope, String audience) {
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT);
        if (!account.keyId().isEmpty()) {
            header.keyID(account.keyId());
        }
        JWTClaimsSet claims = claims(account.clientEmail(), mailbox, audience)
                .claim("scope", scope)
                .build();
        return signed(header.build(), claims, new RSASSASigner(account.key()));
    }

    private JWTClaimsSet.Builder claims(String issuer, String subject, String audience) {
        Date now = Date.from(clock.instant().minus(BACKDATED));
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(subject)
                .audience(audience)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(now)
                .notBeforeTime(now)
                .expirationTime(Date.from(clock.instant().plus(LIFE)));
    }

    private static Secret signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(signer);
            return Secret.of(jwt.serialize());
        } catch (JOSEException e) {
            throw new IllegalStateException("this JVM cannot sign with " + header.getAlgorithm(), e);
        }
    }

    private static Base64URL thumbprint(String algorithm, ClientCertificate proof) {
        try {
            return Base64URL.encode(MessageDigest.getInstance(algorithm)
                    .digest(proof.certificate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM knows no " + algorithm, e);
        }
    }
}
