package org.stagepost.migration;

/** When TargetAddress is set on the source entry. */
public enum Forwarding {
    /** Users work at once in a mailbox that is still filling, as in Exchange Online. */
    BEFORE_SYNC,
    AFTER_SYNC,
    /** Not at all. */
    SKIP
}
