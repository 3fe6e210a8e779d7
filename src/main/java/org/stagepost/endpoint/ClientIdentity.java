package org.stagepost.endpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/** The certificate that this machine shows to a server, with its private key. */
final class ClientIdentity {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private ClientIdentity() {}

    /** Null for none, as {@link javax.net.ssl.SSLContext#init} takes it. */
    static KeyManager @Nullable [] of(Protection protection) throws IOException, GeneralSecurityException {
        if (protection.clientCertificate().isEmpty()) {
            return null;
        }
        Certificate[] chain =
                Certificates.in(Path.of(protection.clientCertificate())).toArray(Certificate[]::new);
        PrivateKey key =
                key(Path.of(protection.clientKey()), chain[0].getPublicKey().getAlgorithm());
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("client", key, new char[0], chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static PrivateKey key(Path pem, String algorithm) throws IOException, GeneralSecurityException {
        String text = Files.readString(pem, StandardCharsets.ISO_8859_1);
        Matcher key = KEY.matcher(text);
        if (!key.find()) {
            throw new CertificateException(
                    text.contains("PRIVATE KEY")
                            ? "the key is encrypted or not PKCS #8; `openssl pkcs8 -topk8 -nodes` converts it"
                            : "no private key in it");
        }
        byte[] der = Base64.getMimeDecoder().decode(key.group(1));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }
}
