package org.stagepost.migration;

/** Whose mailboxes are let in first where several batches wait for one server. From last to first. */
public enum Priority {
    LOW,
    NORMAL,
    HIGH
}
