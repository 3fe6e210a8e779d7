package org.stagepost.imap.wire;

import java.io.IOException;
import java.net.SocketTimeoutException;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Translates what goes wrong on a connection, once, at the edge of the wire. */
final class WireFailure {
    private WireFailure() {}

    static MigrationException of(Endpoint endpoint, IOException failure) {
        String place = endpoint.address() + ": ";
        if (failure instanceof ProtocolViolation) {
            return new MigrationException(FailureCode.PROTOCOL_VIOLATED, place + failure.getMessage(), failure);
        }
        if (failure instanceof ServerLeft left) {
            FailureCode code = Refusals.meaning(Refusals.Moment.BYE, left.farewell());
            return new MigrationException(code, place + "the server said " + failure.getMessage(), failure);
        }
        String what = failure instanceof SocketTimeoutException
                ? "no answer in time"
                : "connection failed: " + failure.getMessage();
        return new MigrationException(FailureCode.ENDPOINT_UNREACHABLE, place + what, failure);
    }
}
