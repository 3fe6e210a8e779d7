package org.stagepost.testing;

import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.cert.ManageCertificates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Issues certificates as good and as bad as a test wants them. */
public final class CertificateAuthority {
    private static final String PASSWORD = "changeit";
    /** One of RSA takes long to make. */
    private static final String KEY = " --key-algorithm EC --key-size-bits 256 --signature-algorithm SHA256withECDSA";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.systemDefault());

    private final Path folder;
    private final String name;
    private final Path store;
    private int issued;

    public CertificateAuthority(Path folder, String name) {
        this.folder = folder;
        this.name = name;
        this.store = folder.resolve(name + ".p12");
        manage("generate-self-signed-certificate --basic-constraints-is-ca true --key-usage key-cert-sign"
                + " --subject-dn CN=" + name + " --alias ca --days-valid 30" + KEY + in(store));
        write("ca", pem("CERTIFICATE", encoded(certificateOf(store, "ca"))));
    }

    /** A certificate with its key. */
    public record Issued(PrivateKey key, List<X509Certificate> chain, Path certificate, Path keyFile) {
        /** What a server shows; asks for nothing in return. */
        public SSLContext serverContext() {
            return context(this, List.of());
        }

        /** Also wants a certificate of one of these. */
        public SSLContext serverContextFor(X509Certificate... clients) {
            return context(this, List.of(clients));
        }

        public String sha256() {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(chain.get(0).getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** For {@code caFile}. */
    public Path pem() {
        return folder.resolve(name + "-ca.pem");
    }

    public X509Certificate certificate() {
        return certificateOf(store, "ca");
    }

    /** @param names host names and IPv4 addresses */
    public Issued issue(String... names) {
        return issue(Instant.now().minus(Duration.ofDays(1)), 20, names);
    }

    /** @param days from {@code begin} on */
    public Issued issue(Instant begin, int days, String... names) {
        String alias = name + issued++;
        Path keys = folder.resolve(alias + ".p12");
        Path request = folder.resolve(alias + ".csr");
        Path signed = folder.resolve(alias + "-signed.pem");
        manage("generate-certificate-signing-request --output-format DER --subject-dn CN="
                + names[0].replace("*", "any") + " --alias server --output-file " + request + KEY + in(keys)
                + alternatives(names));
        manage("sign-certificate-signing-request --no-prompt --include-requested-extensions --output-format PEM"
                + " --signing-certificate-alias ca --validity-start-time " + TIME.format(begin) + " --days-valid "
                + days + " --request-input-file " + request + " --certificate-output-file " + signed + in(store));
        return written(alias, keyOf(keys), List.of(read(signed), certificate()));
    }

    /** A certificate that nobody vouches for. */
    public static Issued selfSigned(Path folder, String host) {
        return new CertificateAuthority(folder, "unused-for-" + host).selfSigned(host);
    }

    /** By itself, not by this authority. */
    public Issued selfSigned(String host) {
        String alias = name + issued++;
        Path keys = folder.resolve(alias + ".p12");
        manage("generate-self-signed-certificate --days-valid 20 --subject-dn CN=" + host + " --alias server" + KEY
                + in(keys) + alternatives(host));
        return written(alias, keyOf(keys), List.of(certificateOf(keys, "server")));
    }

    private Issued written(String alias, PrivateKey key, List<X509Certificate> chain) {
        StringBuilder certificates = new StringBuilder();
        chain.forEach(certificate -> certificates.append(pem("CERTIFICATE", encoded(certificate))));
        return new Issued(
                key,
                chain,
                write(alias, certificates.toString()),
                write(alias + "-key", pem("PRIVATE KEY", key.getEncoded())));
    }

    private static String alternatives(String... names) {
        StringBuilder arguments = new StringBuilder();
        for (String host : names) {
            boolean address = host.matches("[0-9.]+");
            arguments
                    .append(" --subject-alternative-name-")
                    .append(address ? "ip-address " : "dns ")
                    .append(host);
        }
        return arguments.toString();
    }

    private static String in(Path keys) {
        return " --keystore " + keys + " --keystore-password " + PASSWORD + " --keystore-type PKCS12";
    }

    private static void manage(String command) {
        var output = new ByteArrayOutputStream();
        if (!ManageCertificates.main(InputStream.nullInputStream(), output, output, command.split(" "))
                .equals(ResultCode.SUCCESS)) {
            throw new IllegalStateException(command + ": " + output.toString(StandardCharsets.UTF_8));
        }
    }

    private Path write(String what, String text) {
        try {
            return Files.writeString(folder.resolve(what.equals("ca") ? name + "-ca.pem" : what + ".pem"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + what + "-----\n";
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate read(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static X509Certificate certificateOf(Path file, String alias) {
        try {
            return (X509Certificate) load(file).getCertificate(alias);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrivateKey keyOf(Path file) {
        try {
            return (PrivateKey) load(file).getKey("server", PASSWORD.toCharArray());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext context(Issued issued, List<X509Certificate> clients) {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry("server", issued.key(), new char[0], issued.chain().toArray(Certificate[]::new));
            for (X509Certificate client : new ArrayList<>(clients)) {
                keys.setCertificateEntry("client" + client.getSerialNumber(), client);
            }
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, new char[0]);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(keys);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), clients.isEmpty() ? null : trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
