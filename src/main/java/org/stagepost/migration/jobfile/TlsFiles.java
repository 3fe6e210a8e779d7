package org.stagepost.migration.jobfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.util.Optional;
import org.stagepost.credential.KeyPairs;
import org.stagepost.credential.PrivateFile;
import org.stagepost.credential.PrivateKeyPem;
import org.stagepost.credential.Secret;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.InputFile;
import org.stagepost.model.MigrationException;

/** Whether certificate and key of a server can be used; what is wrong with them is told where they are named. */
final class TlsFiles {
    private static final long MOST_BYTES = 1L << 20;

    private TlsFiles() {}

    /** The server's own, which stands first. */
    static Optional<X509Certificate> certificate(WrittenPath file) {
        if (!isReadable(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file.path())) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            certificate.checkValidity();
            return Optional.of(certificate);
        } catch (CertificateExpiredException e) {
            file.fault("has expired", "renew it");
        } catch (CertificateNotYetValidException e) {
            file.fault("is not valid yet", "set the clock");
        } catch (IOException | CertificateException e) {
            file.fault("is no certificate", "write a PEM file: the server's own certificate first");
        }
        return Optional.empty();
    }

    /** @param certificate whose key it should be; where there is none, that was told */
    static boolean isKey(WrittenPath file, Optional<X509Certificate> certificate) {
        return isReadable(file)
                && isPrivate(file)
                && certificate.filter(one -> isKey(file, one)).isPresent();
    }

    private static boolean isKey(WrittenPath file, X509Certificate certificate) {
        PublicKey known = certificate.getPublicKey();
        if (!KeyPairs.isKnown(known)) {
            file.fault("belongs to a certificate of " + known.getAlgorithm(), "use one of RSA or EC");
            return false;
        }
        try {
            Secret pem = Secret.of(Files.readString(file.path(), StandardCharsets.ISO_8859_1));
            boolean pair = KeyPairs.isPair(known, PrivateKeyPem.read(pem, known.getAlgorithm()));
            if (!pair) {
                file.fault("is not the key of certificateFile", "write the one that the certificate was made for");
            }
            return pair;
        } catch (InvalidKeySpecException e) {
            file.fault("is no key that can be used: " + e.getMessage(), "write a PEM file");
        } catch (IOException e) {
            Fault unreadable = InputFile.unreadable();
            file.fault(unreadable.message(), unreadable.remedy());
        }
        return false;
    }

    private static boolean isReadable(WrittenPath file) {
        Optional<Fault> fault = new InputFile(file.path(), MOST_BYTES).fault();
        fault.ifPresent(one -> file.fault(one.message(), one.remedy()));
        return fault.isEmpty();
    }

    private static boolean isPrivate(WrittenPath file) {
        try {
            new PrivateFile(file.path()).requireOwnerOnly();
            return true;
        } catch (MigrationException e) {
            file.fault("can be read by others", "run: chmod 600 '" + file.path() + "'");
            return false;
        }
    }
}
