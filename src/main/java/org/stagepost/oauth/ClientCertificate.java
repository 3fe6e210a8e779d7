package org.stagepost.oauth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import org.stagepost.credential.Secret;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** What an application proves itself with. */
record ClientCertificate(X509Certificate certificate, RSAPrivateKey key) {
    /**
     * @param file PEM, the application's own certificate first
     * @throws MigrationException SECRET_MISSING when one of them cannot be read; TOKEN_REFUSED when the certificate has
     *     expired, or they do not belong together
     */
    static ClientCertificate read(Path file, Secret key, String keyName, Instant now) {
        X509Certificate certificate = certificate(file);
        RSAPrivateKey privateKey = PrivateKeys.rsa(key, keyName);
        boolean pair = certificate.getPublicKey() instanceof RSAPublicKey known
                && known.getModulus().equals(privateKey.getModulus());
        if (!pair) {
            throw unusable(file, "the " + keyName + " is not its own");
        }
        if (certificate.getNotAfter().toInstant().isBefore(now)) {
            throw unusable(file, "it expired on " + certificate.getNotAfter().toInstant());
        }
        return new ClientCertificate(certificate, privateKey);
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
