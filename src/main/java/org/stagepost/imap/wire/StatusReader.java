package org.stagepost.imap.wire;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a STATUS response and the numbers that SELECT tells in codes (RFC 9051 §7.3.4). */
final class StatusReader {
    private static final Pattern MAILBOX_ID = Pattern.compile("[A-Za-z0-9_-]{1,255}"); // RFC 8474 §7, objectid

    private long uidValidity;
    private long uidNext;
    private long messages = -1;
    private long highestModSeq;
    private String mailboxId = "";

    private StatusReader() {}

    record Named(String name, FolderState state) {}

    /** From the folder's wire name to the line's end. */
    static Named read(ResponseTokenizer in) throws IOException {
        StatusReader status = new StatusReader();
        String name = in.astring();
        in.expect(' ');
        in.expect('(');
        while (!in.accept(')')) {
            if (!in.accept(' ')) {
                status.item(in);
            }
        }
        in.skipLine();
        return new Named(name, status.state());
    }

    private void item(ResponseTokenizer in) throws IOException {
        String item = in.atom();
        in.expect(' ');
        switch (item.toUpperCase(Locale.ROOT)) {
            case "MESSAGES" -> messages = in.number();
            case "UIDVALIDITY" -> uidValidity = in.number();
            case "UIDNEXT" -> uidNext = in.number();
            case "HIGHESTMODSEQ" -> highestModSeq = modSeq(in.atom());
            case "MAILBOXID" -> mailboxId = parenthesised(in);
            default -> in.skipValue();
        }
    }

    /**
     * Cyrus 3.6 writes into LIST-STATUS what happens to lie in its memory, a line's end or a parenthesis among it: only a
     * parenthesis behind which the list goes on or ends is the closing one.
     */
    private static String parenthesised(ResponseTokenizer in) throws IOException {
        in.expect('(');
        StringBuilder id = new StringBuilder();
        for (char c = in.character(); c != ')' || (in.peek() != ' ' && in.peek() != ')'); c = in.character()) {
            id.append(c);
        }
        return mailboxId(id.toString());
    }

    private FolderState state() {
        return new FolderState(uidValidity, uidNext, messages, highestModSeq, mailboxId, Set.of());
    }

    /** RFC 7162 §7: a number of 63 bits; 0 for anything else. */
    static long modSeq(String digits) {
        if (!Digits.are(digits, 19)) {
            return 0;
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException beyond) {
            return 0;
        }
    }

    /** Empty when it is none. */
    static String mailboxId(String id) {
        return MAILBOX_ID.matcher(id).matches() ? id : "";
    }
}
