package org.stagepost.imap.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.stagepost.imap.wire.sasl.SaslExchange;
import org.stagepost.imap.wire.sasl.SaslViolation;
import org.stagepost.model.MigrationException;

/** One AUTHENTICATE (RFC 9051 §6.2.2): a SASL exchange over a connection, challenge by challenge. */
final class Authentication {
    private final WireConnection connection;
    private final SaslExchange exchange;
    private final List<String> sent = new ArrayList<>();

    Authentication(WireConnection connection, SaslExchange exchange) {
        this.connection = connection;
        this.exchange = exchange;
    }

    /** What went out, as it stood on the wire. */
    List<String> sent() {
        return List.copyOf(sent);
    }

    /**
     * @return OK or NO
     * @throws MigrationException PROTOCOL_VIOLATED, ENDPOINT_NOT_TRUSTED (the server cannot prove itself), and those of
     *     {@link WireConnection#run}; the connection is closed then
     */
    TaggedReply run() {
        try {
            TaggedReply reply = converse();
            if (reply.isOk()) {
                exchange.accepted();
            }
            connection.learn(reply);
            return reply;
        } catch (SaslViolation e) {
            throw broken(e);
        } catch (IOException e) {
            throw connection.failed(e);
        }
    }

    private MigrationException broken(SaslViolation violation) {
        String why = violation.getMessage() + " (" + exchange.mechanism() + ")";
        MigrationException failure = connection.failed(new ProtocolViolation(why));
        return violation.isImpostor() ? WireChannel.notTrusted(connection.endpoint(), why, null) : failure;
    }

    private TaggedReply converse() throws IOException, SaslViolation {
        Pipeline pipeline = connection.pipeline();
        Submitted command = pipeline.begin("AUTHENTICATE " + exchange.mechanism());
        pipeline.write(command.tag() + " AUTHENTICATE " + exchange.mechanism());
        Optional<byte[]> beginning = exchange.beginning();
        if (beginning.isPresent() && connection.capabilities().has(ImapCapability.SASL_IR)) {
            pipeline.write(" ");
            send(beginning.get());
            beginning = Optional.empty();
        } else {
            pipeline.write("\r\n");
        }
        while (isChallenged(command)) {
            // RFC 4959 §3: the first "+" only asks for what could not be sent at once, and says nothing
            send(beginning.isPresent() ? beginning.get() : exchange.answer(challenge(command)));
            beginning = Optional.empty();
        }
        return command.await();
    }

    private boolean isChallenged(Submitted command) {
        command.expectGoAhead();
        connection.pipeline().await(() -> command.isDone() || command.isAllowed(), command);
        return command.takeGoAhead();
    }

    private static byte[] challenge(Submitted command) throws ProtocolViolation {
        try {
            return Base64.getDecoder().decode(command.goAheadText().strip());
        } catch (IllegalArgumentException e) {
            throw new ProtocolViolation("a challenge that is not base64");
        }
    }

    private void send(byte[] message) throws IOException {
        String base64 = Base64.getEncoder().encodeToString(message);
        sent.add(base64);
        connection.pipeline().write(base64 + "\r\n");
    }
}
