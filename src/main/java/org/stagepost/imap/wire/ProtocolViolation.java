package org.stagepost.imap.wire;

import java.io.IOException;

/** The server broke the protocol or a limit; the connection cannot be used any more. */
sealed class ProtocolViolation extends IOException permits NotUnderstood {
    private static final long serialVersionUID = 1L;

    ProtocolViolation(String message) {
        super(message);
    }
}
