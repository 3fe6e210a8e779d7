package org.stagepost.imap.wire;

import java.io.IOException;

/** Knows whom each response is meant for. */
interface ResponseReceiver {
    /**
     * RFC 9051 §7.6.
     *
     * @param text what stands behind the plus; inside AUTHENTICATE a challenge
     */
    void goAhead(String text) throws ProtocolViolation;

    /**
     * Reads the rest of a data response, its line's end excluded.
     *
     * @param number in front of the name ({@code 12 EXISTS}), else 0
     */
    void untagged(String name, long number, ResponseTokenizer in) throws IOException;

    /** An untagged OK, NO, BAD or BYE. */
    void condition(TaggedReply condition) throws IOException;

    /** Refuses the end of something that nobody began. */
    void require(String tag) throws ProtocolViolation;

    void tagged(String tag, TaggedReply reply) throws IOException;
}
