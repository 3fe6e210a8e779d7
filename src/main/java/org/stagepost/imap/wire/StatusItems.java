package org.stagepost.imap.wire;

/** What STATUS is asked for (RFC 9051 §6.3.11): only what the server announced, else it may answer BAD. */
final class StatusItems {
    private StatusItems() {}

    static String of(Capabilities capabilities) {
        return "(MESSAGES UIDNEXT UIDVALIDITY"
                + (capabilities.countsChanges() ? " HIGHESTMODSEQ" : "") // RFC 7162 §3.1.7
                + (capabilities.has(ImapCapability.OBJECTID) ? " MAILBOXID" : "") // RFC 8474 §4.3
                + ")";
    }
}
