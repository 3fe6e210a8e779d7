package org.stagepost.migration;

/** What a user's status comes down to: every user counts as exactly one of these. */
public enum StatusSummary {
    /** Waits for its turn. */
    PENDING,
    /** Being worked on right now. */
    ACTIVE,
    SYNCED,
    STOPPED,
    FAILED,
    COMPLETED
}
