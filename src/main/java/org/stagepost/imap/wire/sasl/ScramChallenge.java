package org.stagepost.imap.wire.sasl;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's first message (RFC 5802 §7, server-first-message).
 *
 * @param nonce the client's, and more of the server's own
 */
record ScramChallenge(String nonce, byte[] salt, int iterations) {
    /** RFC 7677 §4: fewer would make a guess at the password cheap for whoever gets the proof. */
    static final int FEWEST = 4096;
    /** More would let a hostile server keep this machine busy. */
    static final int MOST = 1_000_000;

    private static final int LONGEST = 4096;
    // an extension that begins with m= must be understood, and none is (RFC 5802 §5.1)
    private static final Pattern FORM = Pattern.compile("r=([!-+\\--~]+),s=([A-Za-z0-9+/=]+),i=([1-9]\\d{0,8})(,.*)?");

    /** @throws SaslViolation when it is none, for another nonce, or asks for too little or too much work */
    static ScramChallenge parse(String text, String clientNonce) throws SaslViolation {
        Matcher parts = FORM.matcher(text);
        if (text.length() > LONGEST || !parts.matches()) {
            throw SaslViolation.of("a SCRAM challenge expected, something else found");
        }
        String nonce = parts.group(1);
        if (!nonce.startsWith(clientNonce) || nonce.length() == clientNonce.length()) {
            throw SaslViolation.of(
                    "a SCRAM challenge for somebody else: it does not hold our nonce and one of its own");
        }
        int iterations = Integer.parseInt(parts.group(3));
        if (iterations < FEWEST || iterations > MOST) {
            throw SaslViolation.of("a SCRAM challenge with " + iterations + " iterations, where " + FEWEST + " to "
                    + MOST + " are taken");
        }
        return new ScramChallenge(nonce, salt(parts.group(2)), iterations);
    }

    private static byte[] salt(String base64) throws SaslViolation {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw SaslViolation.of("a SCRAM challenge whose salt is not base64");
        }
    }
}
