package org.stagepost.imap.wire.sasl;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.stagepost.credential.Secret;

/** What SCRAM-SHA-256 computes from a password (RFC 5802 §3, RFC 7677 §4). */
final class ScramKeys {
    private static final String HMAC = "HmacSHA256";
    private static final int BITS = 256;

    private final byte[] salted;

    /** Costs time by the number of iterations: about a second for a million. @param salt not empty */
    ScramKeys(Secret password, byte[] salt, int iterations) {
        PBEKeySpec work = new PBEKeySpec(password.reveal().toCharArray(), salt, iterations, BITS);
        try {
            salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(work)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has it
        } finally {
            work.clearPassword();
        }
    }

    /** ClientProof. */
    byte[] proof(String authMessage) {
        byte[] clientKey = hmac(salted, "Client Key");
        byte[] signature = hmac(sha256(clientKey), authMessage);
        byte[] proof = new byte[clientKey.length];
        for (int i = 0; i < proof.length; i++) {
            proof[i] = (byte) (clientKey[i] ^ signature[i]);
        }
        return proof;
    }

    /** ServerSignature: only who knows the password, or what was made of it, can compute it. */
    byte[] serverSignature(String authMessage) {
        return hmac(hmac(salted, "Server Key"), authMessage);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
