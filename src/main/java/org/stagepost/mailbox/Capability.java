package org.stagepost.mailbox;

/** What a mailbox can do beyond the minimum; asked for, never inferred from the kind. */
public enum Capability {
    /** Appending tells the copy's key: RFC 4315 UIDPLUS. Without it the engine finds its copies by fingerprint. */
    KEYS_ON_APPEND,
    /** A slice is stored all or not at all: RFC 3502 MULTIAPPEND. */
    ATOMIC_SLICES,
    /** Any keyword can be stored: RFC 9051 §2.3.2, {@code \*} in PERMANENTFLAGS. Known per folder on some servers. */
    KEYWORDS,
    /** Single items can be deleted for good: RFC 4315 UIDPLUS. Of a target. */
    REMOVAL,
    /** The server tells what changed since a former status: RFC 7162 CONDSTORE and QRESYNC. Of a source. */
    CHANGES,

    /**
     * One item is shown in several folders, and its {@link ItemIdentity} tells so: X-GM-EXT-1, X-GM-MSGID
     * (developers.google.com/workspace/gmail/imap/imap-extensions). Of a source.
     */
    LABELS,
    /** Names that differ in case only are one folder. Of a target. */
    FOLDERS_IGNORE_CASE
}
