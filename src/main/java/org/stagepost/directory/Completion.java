package org.stagepost.directory;

import org.stagepost.model.EmailAddress;

/**
 * A mailbox that was moved becomes a mail-enabled user whose mail goes to the mailbox that took its place.
 *
 * @param to where its mail goes
 * @param replace forwarding that leads elsewhere is overwritten
 * @param successor the mailbox that took its place
 */
public record Completion(EmailAddress to, boolean replace, MailboxIdentity successor) implements WantedChange {
    /** Other forwarding stays. */
    public Completion(EmailAddress to, MailboxIdentity successor) {
        this(to, false, successor);
    }
}
