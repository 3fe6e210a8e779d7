package org.stagepost.imap.wire;

import java.io.IOException;

/** Takes the untagged responses to one command. What is not expected is passed over. */
public abstract class UntaggedReplies {
    /** For commands whose tagged reply says it all. */
    public static UntaggedReplies ignored() {
        return new UntaggedReplies() {};
    }

    /**
     * Reads the rest of a data response, its line's end excluded.
     *
     * @param number in front of the name ({@code 12 EXISTS}), else 0
     */
    void response(String name, long number, ResponseTokenizer in) throws IOException {
        in.skipLine();
    }

    /** An untagged OK, NO or BAD. */
    void condition(TaggedReply condition) throws IOException {}
}
