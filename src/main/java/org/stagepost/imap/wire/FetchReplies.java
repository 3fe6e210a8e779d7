package org.stagepost.imap.wire;

import java.io.IOException;
import java.io.InputStream;

/** Takes the answers to FETCH, one message at a time; several responses may speak of the same message. */
public abstract class FetchReplies extends UntaggedReplies {
    private final WireLimits limits;
    private long expunged;

    protected FetchReplies(WireLimits limits) {
        this.limits = limits;
    }

    /**
     * A message's text.
     *
     * @param head with UID, flags and date
     * @param content to be read now; what is left is passed over
     */
    protected void message(FetchReply head, InputStream content, long size) throws IOException {}

    /** The end of each response, with or without a text; it may be one that nobody asked for. */
    protected void reply(FetchReply reply) {}

    /** Messages that disappeared meanwhile, as far as the server said (RFC 9051 §7.5.1). */
    public long expunged() {
        return expunged;
    }

    @Override
    final void response(String name, long number, ResponseTokenizer in) throws IOException {
        switch (name) {
            case "FETCH" -> {
                try (FetchReader reader = new FetchReader(in, limits, this)) {
                    reader.read();
                }
            }
            case "EXPUNGE" -> expunged++;
            default -> in.skipLine();
        }
    }
}
