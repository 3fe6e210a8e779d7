package org.stagepost.imap.wire.sasl;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.credential.Secret;

/**
 * SCRAM-SHA-256 (RFC 5802, RFC 7677): the password is not sent, and the server proves that it knows it.
 * Without channel binding: not the "-PLUS" form.
 */
public final class ScramExchange implements SaslExchange {
    private static final String SIGNATURE = "v=";
    private static final String ERROR = "e=";

    private final String header;
    private final String user;
    private final Secret password;
    private final String nonce;
    private byte @Nullable [] awaitedSignature;
    private boolean proven;
    private String refusal = "";

    /**
     * @param authorizationId whose mailbox is opened; empty for the user's own
     * @param user as {@link SaslPrep} makes it, like the password
     * @param nonce printable, without commas, never used before
     */
    public ScramExchange(String authorizationId, String user, Secret password, String nonce) {
        this.header = "n," + (authorizationId.isEmpty() ? "" : "a=" + ScramName.escaped(authorizationId)) + ",";
        this.user = user;
        this.password = password;
        this.nonce = nonce;
    }

    @Override
    public String mechanism() {
        return "SCRAM-SHA-256";
    }

    @Override
    public Optional<byte[]> beginning() {
        return Optional.of(bytes(header + bare()));
    }

    private String bare() {
        return "n=" + ScramName.escaped(user) + ",r=" + nonce;
    }

    @Override
    public byte[] answer(byte[] challenge) throws SaslViolation {
        String text = new String(challenge, StandardCharsets.UTF_8);
        byte[] awaited = awaitedSignature;
        if (awaited == null) {
            return proof(text);
        }
        if (proven || !refusal.isEmpty()) {
            throw SaslViolation.of("a third challenge where SCRAM has two");
        }
        verify(text, awaited);
        return new byte[0];
    }

    /** The client's final message; remembers what the server must say to it. */
    private byte[] proof(String challenge) throws SaslViolation {
        ScramChallenge asked = ScramChallenge.parse(challenge, nonce);
        ScramKeys keys = new ScramKeys(password, asked.salt(), asked.iterations());
        String withoutProof = "c=" + base64(bytes(header)) + ",r=" + asked.nonce();
        String authMessage = bare() + "," + challenge + "," + withoutProof;
        awaitedSignature = keys.serverSignature(authMessage);
        return bytes(withoutProof + ",p=" + base64(keys.proof(authMessage)));
    }

    private void verify(String text, byte[] awaited) throws SaslViolation {
        if (text.startsWith(ERROR)) {
            refusal = TokenError.words(text.substring(ERROR.length()));
            return;
        }
        String signature = text.startsWith(SIGNATURE) ? text.substring(SIGNATURE.length()) : "";
        if (!MessageDigest.isEqual(bytes(signature.split(",", 2)[0]), bytes(base64(awaited)))) {
            throw SaslViolation.impostor("the server does not know the password that it asks for (SCRAM signature)");
        }
        proven = true;
    }

    @Override
    public void accepted() throws SaslViolation {
        if (!proven) {
            throw SaslViolation.impostor(
                    "the server let us in without a proof that it knows the password (SCRAM signature)");
        }
    }

    @Override
    public String refusal() {
        return refusal;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
