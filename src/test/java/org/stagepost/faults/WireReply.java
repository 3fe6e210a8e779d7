package org.stagepost.faults;

import java.util.List;

/** One response of a server; its literals are cut out of the text and stand in order beside it. */
record WireReply(String text, List<byte[]> literals) {
    boolean isOk() {
        return text.matches("\\S+ OK.*");
    }
}
