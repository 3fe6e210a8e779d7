package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.cert.ManageCertificates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A self-signed certificate for the name localhost, no address: the server's side, and the PEM file that trusts it. */
final class ThrowAwayCertificate {
    private static final String PASSWORD = "changeit";

    private final SSLContext server;
    private final Path pem;

    ThrowAwayCertificate(Path folder) {
        try {
            KeyStore store = generate(folder.resolve("server.p12"));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            server = SSLContext.getInstance("TLS");
            server.init(keys.getKeyManagers(), null, null);
            pem = folder.resolve("ca.pem");
            byte[] der = store.getCertificate("server").getEncoded();
            Files.writeString(
                    pem,
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                            + "\n-----END CERTIFICATE-----\n",
                    StandardCharsets.US_ASCII);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore generate(Path file) throws IOException, GeneralSecurityException {
        String[] command = ("generate-self-signed-certificate --keystore " + file + " --keystore-password " + PASSWORD
                        + " --keystore-type PKCS12 --alias server --subject-dn CN=localhost"
                        + " --subject-alternative-name-dns localhost")
                .split(" ");
        var output = new ByteArrayOutputStream();
        if (!ManageCertificates.main(InputStream.nullInputStream(), output, output, command)
                .equals(ResultCode.SUCCESS)) {
            throw new IllegalStateException(output.toString(StandardCharsets.UTF_8));
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    SSLContext server() {
        return server;
    }

    String pem() {
        return pem.toString();
    }
}
