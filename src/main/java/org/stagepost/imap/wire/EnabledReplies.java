package org.stagepost.imap.wire;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** Takes the answer to ENABLE: only what is named there is switched on, whatever was asked for (RFC 5161 §3.2). */
public final class EnabledReplies extends UntaggedReplies {
    private final Set<String> words = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    public boolean has(ImapCapability capability) {
        return words.contains(capability.word());
    }

    @Override
    boolean takes(String name) {
        return name.equals("ENABLED");
    }

    @Override
    void response(String name, long number, ResponseTokenizer in) throws IOException {
        if (!name.equals("ENABLED")) {
            in.skipLine();
            return;
        }
        while (!in.atLineEnd()) {
            if (!in.accept(' ')) {
                words.add(in.atom());
            }
        }
    }
}
