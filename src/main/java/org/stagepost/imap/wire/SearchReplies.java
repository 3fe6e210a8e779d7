package org.stagepost.imap.wire;

import java.io.IOException;
import java.util.Locale;

/** Takes the answer to {@code UID SEARCH RETURN (ALL)} (RFC 4731 §3.1). */
public final class SearchReplies extends UntaggedReplies {
    private final UidRanges uids = new UidRanges();

    /** Empty also when nothing was found. */
    public UidRanges uids() {
        return uids;
    }

    @Override
    boolean takes(String name) {
        return name.equals("ESEARCH");
    }

    @Override
    void response(String name, long number, ResponseTokenizer in) throws IOException {
        if (!name.equals("ESEARCH")) {
            in.skipLine();
            return;
        }
        in.widenLineForUids();
        while (!in.atLineEnd()) {
            if (!in.accept(' ')) {
                value(in);
            }
        }
    }

    private void value(ResponseTokenizer in) throws IOException {
        if (in.peek() == '(') {
            in.skipValue(); // the tag
            return;
        }
        String word = in.atom().toUpperCase(Locale.ROOT);
        if (word.equals("ALL")) {
            in.expect(' ');
            UidRangesReader.read(in, uids);
        }
    }
}
