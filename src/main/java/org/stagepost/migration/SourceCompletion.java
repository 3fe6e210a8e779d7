package org.stagepost.migration;

/** What becomes of a mailbox at the source whose user is completed. */
public enum SourceCompletion {
    /** A mail-enabled user, whose mail goes to the mailbox at the target. */
    MAIL_USER,
    /** Nothing: it stays a mailbox. */
    KEEP_MAILBOX
}
