package org.stagepost.migration;

/** What a user goes through, in this order for forwarding before the sync. */
public enum Phase {
    VALIDATE,
    PROVISION,
    FORWARD,
    SYNC,
    /** The mailbox at the source becomes a mail-enabled user. */
    COMPLETE
}
