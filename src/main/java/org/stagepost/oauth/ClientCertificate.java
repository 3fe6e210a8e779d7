package org.stagepost.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import org.stagepost.credential.KeyPairs;
import org.stagepost.credential.Secret;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** What an application proves itself with: a certificate, and what signs with its key. */
record ClientCertificate(X509Certificate certificate, JWSSigner signer) {
    /**
     * @param file PEM, the application's own certificate first
     * @throws MigrationException SECRET_MISSING when one of them cannot be read; TOKEN_REFUSED when the certificate has
     *     expired, or they do not belong together
     */
    static ClientCertificate read(Path file, Secret key, String keyName, Instant now) {
        X509Certificate certificate = certificate(file);
        PrivateKey privateKey = PrivateKeys.read(key, certificate.getPublicKey().getAlgorithm(), keyName);
        JWSSigner signer = signer(file, privateKey);
        if (!KeyPairs.isPair(certificate.getPublicKey(), privateKey)) {
            throw unusable(file, "the " + keyName + " is not its own");
        }
        if (certificate.getNotAfter().toInstant().isBefore(now)) {
            throw unusable(file, "it expired on " + certificate.getNotAfter().toInstant());
        }
        return new ClientCertificate(certificate, signer);
    }

    /** RSA is signed with RS256, which all know; a curve has its own algorithm (RFC 7518 §3.4). */
    JWSAlgorithm algorithm() {
        return signer instanceof ECDSASigner curve ? curve.supportedECDSAAlgorithm() : JWSAlgorithm.RS256;
    }

    private static JWSSigner signer(Path file, PrivateKey key) {
        try {
            if (key instanceof ECPrivateKey curve) {
                return new ECDSASigner(curve);
            }
            if (key instanceof RSAPrivateKey) {
                return new RSASSASigner(key);
            }
        } catch (JOSEException e) {
            throw unusable(file, "no token server takes a signature on its curve; P-256 will do");
        }
        throw unusable(file, "it must be of RSA, or of a curve such as P-256");
    }

    private static X509Certificate certificate(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException e) {
            throw unread(file, "the file cannot be read (" + e + ")");
        } catch (CertificateException e) {
            throw unread(file, "it is no certificate in PEM");
        }
    }

    private static MigrationException unread(Path file, String why) {
        return new MigrationException(FailureCode.SECRET_MISSING, "certificate " + file + " cannot be used: " + why);
    }

    private static MigrationException unusable(Path file, String why) {
        return new MigrationException(FailureCode.TOKEN_REFUSED, "certificate " + file + " cannot be used: " + why);
    }

    /** The key is not for printing. */
    @Override
    public String toString() {
        return "ClientCertificate[" + certificate.getSubjectX500Principal() + "]";
    }
}
