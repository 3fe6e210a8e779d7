package org.stagepost.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** Reads certificates, and what they say, for people. */
final class Certificates {
    private static final int DNS = 2;
    private static final int IP = 7;
    private static final int MOST_NAMES = 5;
    private static final int LONGEST = 200;

    private Certificates() {}

    /** Of a PEM file, in its order; never none. */
    static Collection<? extends Certificate> in(Path pem) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new CertificateException("no certificate in it");
            }
            return certificates;
        }
    }

    /** Of the certificate as it is encoded (DER). */
    static byte[] sha256(X509Certificate certificate) throws CertificateException {
        try {
            return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    static String owner(X509Certificate certificate) {
        return shown(certificate.getSubjectX500Principal());
    }

    static String issuer(X509Certificate certificate) {
        return shown(certificate.getIssuerX500Principal());
    }

    private static String shown(X500Principal name) {
        return oneLine(name.getName().isEmpty() ? "nobody" : name.getName());
    }

    /** Host names and addresses that it is valid for (RFC 9525 §6.3). */
    static String names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            for (List<?> name : alternatives == null ? List.<List<?>>of() : alternatives) {
                if (name.get(0).equals(DNS) || name.get(0).equals(IP)) {
                    names.add(String.valueOf(name.get(1)));
                }
            }
        } catch (CertificateParsingException e) {
            return "names that cannot be read";
        }
        if (names.isEmpty()) {
            return owner(certificate);
        }
        String more = names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "";
        return oneLine(String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))) + more;
    }

    /** A stranger wrote it. */
    private static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
