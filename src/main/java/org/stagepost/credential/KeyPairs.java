package org.stagepost.credential;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Map;

/** Whether a private key is the one that a certificate was made for. Thread-safe. */
public final class KeyPairs {
    /** What keys of a kind sign with. */
    private static final Map<String, String> SIGNATURES = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

    private KeyPairs() {}

    /** Whether {@link #isPair} can tell: RSA and elliptic curves. */
    public static boolean isKnown(PublicKey key) {
        return SIGNATURES.containsKey(key.getAlgorithm());
    }

    /** What one signs, the other knows; false for keys of another kind, too. */
    public static boolean isPair(PublicKey certified, PrivateKey key) {
        String algorithm = SIGNATURES.get(certified.getAlgorithm());
        if (algorithm == null) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
