package org.stagepost.imap.wire;

import java.io.IOException;

/** Takes the untagged responses to one command. What is not expected is passed over. */
public abstract class UntaggedReplies {
    /** For commands whose tagged reply says it all. */
    public static UntaggedReplies ignored() {
        return new UntaggedReplies() {};
    }

    /**
     * True when such data is this command's even while an older command is under way: servers work on several at a
     * time as long as none can be mistaken for another's (RFC 9051 §5.5).
     *
     * @param name of a data response, or the code of an untagged OK
     */
    boolean takes(String name) {
        return false;
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

    /** True when nothing that may still come is wanted. */
    protected boolean isSatisfied() {
        return false;
    }

    /** Receives in place of this one when nobody wants its data any more. */
    UntaggedReplies silenced() {
        return ignored();
    }

    /** Nothing will come any more; gives back what was kept for it. */
    protected void release() {}
}
