package org.stagepost.imap.wire;

/** What FETCH is asked for; bodies by PEEK only, which leaves \Seen alone (RFC 9051 §6.4.5). */
public enum FetchItems {
    UID("(UID)"),
    SUMMARY("(UID FLAGS RFC822.SIZE)"),
    /** Only with X-GM-EXT-1. */
    LABELLED_SUMMARY("(UID FLAGS RFC822.SIZE X-GM-MSGID)"),
    FINGERPRINT("(UID RFC822.SIZE INTERNALDATE BODY.PEEK[HEADER])"),
    MESSAGE("(UID FLAGS INTERNALDATE BODY.PEEK[])");

    private final String text;

    FetchItems(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
