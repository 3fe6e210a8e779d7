package org.stagepost.imap.wire;

import java.io.IOException;

/** The server said BYE (RFC 9051 §7.1.5). */
final class ServerLeft extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient TaggedReply farewell;

    ServerLeft(TaggedReply farewell) {
        super(farewell.words());
        this.farewell = farewell;
    }

    TaggedReply farewell() {
        return farewell;
    }
}
