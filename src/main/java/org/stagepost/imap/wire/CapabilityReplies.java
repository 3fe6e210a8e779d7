package org.stagepost.imap.wire;

import java.io.IOException;

/** Takes the answer to CAPABILITY (RFC 9051 §7.2.2). */
final class CapabilityReplies extends UntaggedReplies {
    private Capabilities capabilities = Capabilities.NONE;

    @Override
    boolean takes(String name) {
        return name.equals("CAPABILITY");
    }

    @Override
    void response(String name, long number, ResponseTokenizer in) throws IOException {
        if (name.equals("CAPABILITY")) {
            capabilities = Capabilities.parse(in.text());
        } else {
            in.skipLine();
        }
    }

    Capabilities capabilities() {
        return capabilities;
    }
}
