package org.stagepost.oauth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A key with its certificate, valid from yesterday on, made by the JDK's keytool; both in PEM files. */
record KeyPair(Path certificate, Path key, X509Certificate x509) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    static KeyPair make(Path folder, String name) throws IOException, GeneralSecurityException, InterruptedException {
        return make(folder, name, "-keyalg", "RSA", "-keysize", "2048");
    }

    /** @param curve such as secp256r1 */
    static KeyPair onCurve(Path folder, String name, String curve)
            throws IOException, GeneralSecurityException, InterruptedException {
        return make(folder, name, "-keyalg", "EC", "-groupname", curve);
    }

    private static KeyPair make(Path folder, String name, String... kind)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        keytool(store, name, kind);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        X509Certificate x509 = (X509Certificate) keys.getCertificate(name);
        return new KeyPair(
                Files.writeString(folder.resolve(name + ".pem"), pem("CERTIFICATE", x509.getEncoded())),
                Files.writeString(
                        folder.resolve(name + ".key"),
                        pem("PRIVATE KEY", keys.getKey(name, PASSWORD).getEncoded())),
                x509);
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }

    private static void keytool(Path store, String name, String... kind) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1", // starts in half the time
                "-J-XX:+UseSerialGC",
                "-genkeypair",
                "-dname",
                "CN=" + name,
                "-alias",
                name,
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store.toString()));
        command.addAll(List.of(kind));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + output);
        }
    }
}
