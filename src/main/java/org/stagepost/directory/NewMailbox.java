package org.stagepost.directory;

import org.stagepost.credential.Secret;

/**
 * A mail-enabled user becomes a mailbox: its type, its password, the identity of the mailbox that it takes over, and no
 * forwarding to the old address any more.
 *
 * @param type a mailbox's
 * @param password the account's new password; an empty one leaves the present password
 * @param forceChange the user must choose another at the first login
 * @param former the mailbox at the source: replies to its old mail must find the new one
 */
public record NewMailbox(RecipientType type, Secret password, boolean forceChange, MailboxIdentity former)
        implements WantedChange {
    /** A user's mailbox that takes over nobody's identity. */
    public NewMailbox(Secret password, boolean forceChange) {
        this(RecipientType.USER_MAILBOX, password, forceChange, MailboxIdentity.NONE);
    }
}
