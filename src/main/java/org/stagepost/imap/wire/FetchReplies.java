package org.stagepost.imap.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/** Takes the answers to FETCH, one message at a time; several responses may speak of the same message. */
public abstract class FetchReplies extends UntaggedReplies {
    /** Not EXISTS: with a selection under way behind it, it is that one that counts. */
    static final Set<String> TAKEN = Set.of("FETCH", "EXPUNGE", "VANISHED");

    private final UidRanges vanished = new UidRanges();
    private long expunged;

    /** True when what a response says of this message is to be told here, rather than to a later command. */
    protected boolean wants(long uid) {
        return true;
    }

    /** True when the message's text is to be told here. */
    protected boolean wantsText(long uid) {
        return false;
    }

    /**
     * A message's text, if {@link #wantsText}.
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

    /** Messages that the server says were there once (RFC 7162 §3.2.10.1). */
    public UidRanges vanished() {
        return vanished;
    }

    @Override
    final boolean takes(String name) {
        return TAKEN.contains(name);
    }

    @Override
    final void response(String name, long number, ResponseTokenizer in) throws IOException {
        switch (name) {
            case "FETCH" -> {
                try (FetchReader reader = new FetchReader(in, List.of(this))) {
                    reader.read();
                }
            }
            case "EXPUNGE" -> expunged++;
            case "VANISHED" -> vanished(in);
            default -> in.skipLine();
        }
    }

    @Override
    final UntaggedReplies silenced() {
        return new FetchReplies() {
            @Override
            protected boolean wants(long uid) {
                return false;
            }
        };
    }

    /** RFC 7162 §3.2.10: EARLIER answers the question, without that it stands for EXPUNGE. */
    private void vanished(ResponseTokenizer in) throws IOException {
        in.widenLineForUids();
        if (in.accept('(')) {
            while (!in.accept(')')) {
                in.character();
            }
            in.expect(' ');
            UidRangesReader.read(in, vanished);
            return;
        }
        UidRanges now = new UidRanges();
        UidRangesReader.read(in, now);
        expunged += now.size();
    }
}
