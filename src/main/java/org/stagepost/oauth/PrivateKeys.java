package org.stagepost.oauth;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stagepost.credential.Secret;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Reads RSA private keys (PKCS #8 in PEM, RFC 7468 §10). */
final class PrivateKeys {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private PrivateKeys() {}

    /**
     * @param what as messages call the key
     * @throws MigrationException SECRET_MISSING, without a word of the key
     */
    static RSAPrivateKey rsa(Secret pem, String what) {
        String text = pem.reveal();
        Matcher body = PEM.matcher(text);
        if (!body.find()) {
            throw unusable(what, problem(text));
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(body.group(1));
            return (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (InvalidKeySpecException | IllegalArgumentException e) {
            throw unusable(what, "it is no RSA key, or damaged");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM knows no RSA", e);
        }
    }

    private static String problem(String text) {
        if (text.contains("BEGIN ENCRYPTED PRIVATE KEY") || text.contains("Proc-Type: 4,ENCRYPTED")) {
            return "it has a passphrase; take it off with: openssl pkcs8 -topk8 -nocrypt -in KEY -out NEWKEY";
        }
        if (text.contains("BEGIN RSA PRIVATE KEY")) {
            return "it is in the old form; convert it with: openssl pkcs8 -topk8 -nocrypt -in KEY -out NEWKEY";
        }
        return text.contains("BEGIN EC PRIVATE KEY")
                ? "it is no RSA key"
                : "it does not begin with -----BEGIN PRIVATE KEY-----";
    }

    private static MigrationException unusable(String what, String why) {
        return new MigrationException(FailureCode.SECRET_MISSING, what + " cannot be used: " + why);
    }
}
