package org.stagepost.imap.wire.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.stagepost.credential.Secret;

/**
 * An access token in one message: XOAUTH2 (developers.google.com/workspace/gmail/imap/xoauth2-protocol) or OAUTHBEARER
 * (RFC 7628). A server that refuses it says why in a challenge, and the refusal itself only when that is answered.
 */
public final class TokenExchange implements SaslExchange {
    private static final char SEPARATOR = '\u0001';
    private static final String MASK = "***";

    private final String mechanism;
    private final Secret token;
    private final String beginning;
    private final String acknowledgement;
    private boolean challenged;
    private String refusal = "";

    private TokenExchange(String mechanism, Secret token, String beginning, String acknowledgement) {
        this.token = token;
        this.mechanism = mechanism;
        this.beginning = beginning;
        this.acknowledgement = acknowledgement;
    }

    /** @param user whose mailbox is opened; neither holds a control character */
    public static TokenExchange xoauth2(String user, Secret token) {
        return new TokenExchange(
                "XOAUTH2", token, "user=" + user + SEPARATOR + bearer(token) + SEPARATOR + SEPARATOR, "");
    }

    /** RFC 7628 §3.1. @param user as for {@link #xoauth2} */
    public static TokenExchange oauthbearer(String user, String host, int port, Secret token) {
        String header = "n,a=" + ScramName.escaped(user) + ",";
        return new TokenExchange(
                "OAUTHBEARER",
                token,
                header + SEPARATOR + "host=" + host + SEPARATOR + "port=" + port + SEPARATOR + bearer(token) + SEPARATOR
                        + SEPARATOR,
                String.valueOf(SEPARATOR)); // RFC 7628 §3.2.3
    }

    private static String bearer(Secret token) {
        return "auth=Bearer " + token.reveal();
    }

    @Override
    public String mechanism() {
        return mechanism;
    }

    @Override
    public Optional<byte[]> beginning() {
        return Optional.of(beginning.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] answer(byte[] challenge) throws SaslViolation {
        if (challenged) {
            throw SaslViolation.of("a second challenge where " + mechanism + " has one");
        }
        challenged = true;
        refusal = TokenError.words(withoutToken(new String(challenge, StandardCharsets.UTF_8)));
        return acknowledgement.getBytes(StandardCharsets.UTF_8);
    }

    /** Before anything is cut off: of half a token nobody would know any more that it is one. */
    private String withoutToken(String words) {
        return words.replace(token.reveal(), MASK)
                .replace(base64(beginning), MASK)
                .replace(base64(token.reveal()), MASK);
    }

    /** Without the end that may be missing. */
    private static String base64(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void accepted() throws SaslViolation {
        if (challenged) {
            throw SaslViolation.of("the server said OK after it had refused the token");
        }
    }

    @Override
    public String refusal() {
        return refusal;
    }
}
