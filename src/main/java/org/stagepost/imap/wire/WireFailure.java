package org.stagepost.imap.wire;

import java.io.IOException;
import java.net.SocketTimeoutException;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProxyRefused;
import org.stagepost.imap.wire.Refusals.Moment;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Origin;

/** Translates what goes wrong on a connection, once, at the edge of the wire. */
final class WireFailure {
    private WireFailure() {}

    static MigrationException of(Endpoint endpoint, IOException failure) {
        if (failure instanceof NotUnderstood bad) {
            return Refusals.failure(Moment.BAD, endpoint, String.valueOf(bad.getMessage()), bad.reply());
        }
        if (failure instanceof ServerLeft left) {
            return Refusals.failure(Moment.BYE, endpoint, "the server said", left.farewell());
        }
        return new MigrationException(
                code(failure), endpoint.address() + ": " + what(failure), failure, new Origin(endpoint.address()));
    }

    private static FailureCode code(IOException failure) {
        if (failure instanceof ProxyRefused refused) {
            return refused.code();
        }
        return failure instanceof ProtocolViolation ? FailureCode.PROTOCOL_VIOLATED : FailureCode.ENDPOINT_UNREACHABLE;
    }

    private static String what(IOException failure) {
        if (failure instanceof ProtocolViolation || failure instanceof ProxyRefused) {
            return String.valueOf(failure.getMessage());
        }
        return failure instanceof SocketTimeoutException
                ? "no answer in time"
                : "connection failed: " + failure.getMessage();
    }
}
