package org.stagepost.imap.wire.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.stagepost.credential.Secret;

/** PLAIN (RFC 4616): one message, in which nothing may be NUL. */
public final class PlainExchange implements SaslExchange {
    private final String authorizationId;
    private final String user;
    private final Secret password;

    /** @param authorizationId whose mailbox is opened; empty for the user's own */
    public PlainExchange(String authorizationId, String user, Secret password) {
        this.authorizationId = authorizationId;
        this.user = user;
        this.password = password;
    }

    @Override
    public String mechanism() {
        return "PLAIN";
    }

    @Override
    public Optional<byte[]> beginning() {
        return Optional.of((authorizationId + "\0" + user + "\0" + password.reveal()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] answer(byte[] challenge) throws SaslViolation {
        throw SaslViolation.of("a challenge where PLAIN has none");
    }
}
