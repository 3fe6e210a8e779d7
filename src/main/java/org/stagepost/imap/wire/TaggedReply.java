package org.stagepost.imap.wire;

/** A server's OK, NO or BAD with its code and text (RFC 9051 §7.1); also the same as an untagged condition. */
public record TaggedReply(Status status, ResponseCode code, String text) {
    /** The conditions of RFC 9051 §7.1. */
    public enum Status {
        OK,
        NO,
        BAD,
        PREAUTH,
        BYE
    }

    /** Of a server's words in reports; some servers send whole pages. */
    private static final int LONGEST = 1000;

    public boolean isOk() {
        return status == Status.OK;
    }

    /** The server's words for a person, a page at most: {@code NO [OVERQUOTA] Mailbox is full}. */
    public String words() {
        String argument = code.argument().isEmpty() ? "" : " " + code.argument();
        String bracket = code.name().isEmpty() ? "" : "[" + code.name() + argument + "] ";
        String words = (status + " " + bracket + text).trim();
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + LoginMask.CUT;
    }
}
