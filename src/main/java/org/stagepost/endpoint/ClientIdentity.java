package org.stagepost.endpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.spec.InvalidKeySpecException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;
import org.stagepost.credential.PrivateKeyPem;
import org.stagepost.credential.Secret;

/** The certificate that this machine shows to a server, with its private key. */
final class ClientIdentity {
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
        Secret text = Secret.of(Files.readString(pem, StandardCharsets.ISO_8859_1));
        try {
            return PrivateKeyPem.read(text, algorithm);
        } catch (InvalidKeySpecException e) {
            throw new InvalidKeySpecException("the key cannot be used: " + e.getMessage(), e);
        }
    }
}
