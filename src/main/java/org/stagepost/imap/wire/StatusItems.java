package org.stagepost.imap.wire;

/**
 * What STATUS is asked for (RFC 9051 §6.3.11): only what the server announced, else it may answer BAD. Not MAILBOXID
 * (RFC 8474 §4.3): Cyrus 3.6 answers that with whatever lies in its memory, line ends included; EXAMINE tells it well.
 */
final class StatusItems {
    private StatusItems() {}

    static String of(Capabilities capabilities) {
        return "(MESSAGES UIDNEXT UIDVALIDITY"
                + (capabilities.countsChanges() ? " HIGHESTMODSEQ" : "") // RFC 7162 §3.1.7
                + ")";
    }
}
