package org.stagepost.report;

/** What a mail tells. */
public enum MailKind {
    /** Mailboxes exist and forward. */
    FIRST_STATUS,
    /** How far a run is; worth nothing once a later one, or the final report, is there. */
    PROGRESS,
    /** The data is in. */
    FINAL_REPORT;

    /** A mail of the other kind, made now, tells all that this one does. */
    boolean isOutdatedBy(MailKind newer) {
        return this == PROGRESS && newer != FIRST_STATUS;
    }
}
