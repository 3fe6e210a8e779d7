package org.stagepost.imap.wire;

import java.io.IOException;

/** Takes the answer to MYRIGHTS (RFC 4314 §3.8). */
public final class RightsReplies extends UntaggedReplies {
    private String rights = "";

    /** One letter for each; empty when the server did not say. */
    public String rights() {
        return rights;
    }

    @Override
    boolean takes(String name) {
        return name.equals("MYRIGHTS");
    }

    @Override
    void response(String name, long number, ResponseTokenizer in) throws IOException {
        if (!name.equals("MYRIGHTS")) {
            in.skipLine();
            return;
        }
        in.astring();
        in.expect(' ');
        String letters = in.astring();
        rights = letters.matches("[A-Za-z0-9]{0,64}") ? letters : "";
    }
}
