package org.stagepost.discovery.http;

import java.io.IOException;

/** No usable answer; the message says why, in words for a step. */
final class WebFailure extends IOException {
    private static final long serialVersionUID = 1L;

    WebFailure(String words) {
        super(words);
    }

    String words() {
        return String.valueOf(getMessage());
    }
}
