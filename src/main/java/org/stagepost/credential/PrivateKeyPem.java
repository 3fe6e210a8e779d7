package org.stagepost.credential;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads private keys (PKCS #8 in PEM, RFC 7468 §10). */
public final class PrivateKeyPem {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private PrivateKeyPem() {}

    /**
     * @param algorithm of the key that belongs to it: RSA, EC
     * @throws InvalidKeySpecException that says why and what helps, without a word of the key and without a cause
     */
    public static PrivateKey read(Secret pem, String algorithm) throws InvalidKeySpecException {
        String text = pem.reveal();
        Matcher body = PEM.matcher(text);
        if (!body.find()) {
            throw new InvalidKeySpecException(problem(text));
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(body.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new InvalidKeySpecException("it is no key of the kind " + algorithm + ", or damaged");
        }
    }

    private static String problem(String text) {
        if (text.contains("BEGIN ENCRYPTED PRIVATE KEY") || text.contains("Proc-Type: 4,ENCRYPTED")) {
            return "it is encrypted; take its passphrase off with: openssl pkcs8 -topk8 -nocrypt -in KEY -out NEWKEY";
        }
        return text.contains("BEGIN RSA PRIVATE KEY") || text.contains("BEGIN EC PRIVATE KEY")
                ? "it is in an old form; convert it with: openssl pkcs8 -topk8 -nocrypt -in KEY -out NEWKEY"
                : "it does not begin with -----BEGIN PRIVATE KEY-----";
    }
}
