package org.stagepost.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/** The key that manifests of a home folder are signed with, Ed25519 (RFC 8032): {@code keys/manifest.key}, for its owner only. */
final class ManifestKey {
    static final String NAME = "manifest.key";

    private static final String ALGORITHM = "Ed25519";
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----\\s+([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private final PrivateKey secret;
    private final PublicKey open;

    private ManifestKey(PrivateKey secret, PublicKey open) {
        this.secret = secret;
        this.open = open;
    }

    /** Made when there is none yet. @throws MigrationException HOME_UNUSABLE */
    static ManifestKey of(HomeFolder home) {
        Path file = home.keys().resolve(NAME);
        try {
            PrivateFolder.existing(home.keys()).sweep(NAME); // each would be a private key
            Optional<ManifestKey> known = read(file);
            return known.isPresent() ? known.get() : make(home, file);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new MigrationException(
                    FailureCode.HOME_UNUSABLE,
                    file + " cannot be used as the key of manifests: " + e.getMessage()
                            + " (move it away, and a new one is made)",
                    e);
        }
    }

    /** Empty when the home folder has none, or none that can be read: then no manifest is its own. */
    static Optional<String> fingerprint(HomeFolder home) {
        try {
            return read(home.keys().resolve(NAME)).map(ManifestKey::fingerprint);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<ManifestKey> read(Path file) throws IOException, GeneralSecurityException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
        return Optional.of(new ManifestKey(
                keys.generatePrivate(new PKCS8EncodedKeySpec(part(text, "PRIVATE KEY"))),
                keys.generatePublic(new X509EncodedKeySpec(part(text, "PUBLIC KEY")))));
    }

    private static byte[] part(String text, String name) {
        Matcher parts = PEM.matcher(text);
        while (parts.find()) {
            if (parts.group(1).equals(name)) {
                return Base64.getMimeDecoder().decode(parts.group(2));
            }
        }
        throw new IllegalArgumentException("it has no " + name);
    }

    /** Of several that are made at the same time the first one stays. */
    private static ManifestKey make(HomeFolder home, Path file) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        PrivateFolder.at(home.keys())
                .writeOnce(
                        NAME,
                        out -> out.write(pem("PRIVATE KEY", pair.getPrivate().getEncoded())
                                + pem("PUBLIC KEY", pair.getPublic().getEncoded())));
        return read(file).orElseThrow(() -> new IOException("it disappeared"));
    }

    private static String pem(String name, byte[] bytes) {
        return "-----BEGIN " + name + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes)
                + "\n-----END " + name + "-----\n";
    }

    /** Base64 of the X.509 form. */
    String publicText() {
        return Base64.getEncoder().encodeToString(open.getEncoded());
    }

    String fingerprint() {
        return fingerprint(open.getEncoded());
    }

    private static String fingerprint(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Base64. */
    String sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Whether the text was signed with the key.
     *
     * @param publicText as {@link #publicText()} gives it
     * @return the key's fingerprint; empty when it was not, or the key is none
     */
    static Optional<String> signer(String text, String publicText, String signed) {
        try {
            byte[] key = Base64.getDecoder().decode(publicText);
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(key)));
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(signed))
                    ? Optional.of(fingerprint(key))
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
