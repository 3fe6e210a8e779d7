package org.stagepost.endpoint;

/** What an administrator's login calls the mailbox it opens, when the row does not say. */
public enum MailboxNaming {
    /** The row's whole address. */
    ADDRESS,
    /** The part before the @. */
    LOCAL_PART
}
