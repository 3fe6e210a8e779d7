package org.stagepost.imap.wire.sasl;

import java.util.Optional;

/** The client's side of one login by SASL (RFC 4422 §3); for one use. Not thread-safe. */
public interface SaslExchange {
    /** The mechanism's registered name. */
    String mechanism();

    /** What the client says first; empty when the server speaks first. */
    Optional<byte[]> beginning();

    /**
     * What is said to the server's next challenge.
     *
     * @throws SaslViolation when the server asks what the mechanism does not allow
     */
    byte[] answer(byte[] challenge) throws SaslViolation;

    /**
     * The server lets the client in.
     *
     * @throws SaslViolation when it has not proven itself, and the mechanism wants that
     */
    default void accepted() throws SaslViolation {}

    /** What the server said of its refusal inside the exchange, in words; empty for nothing. */
    default String refusal() {
        return "";
    }
}
