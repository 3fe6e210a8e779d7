package org.stagepost.directory;

import org.stagepost.model.EmailAddress;

/**
 * A mailbox's mail is forwarded.
 *
 * @param replace forwarding that leads elsewhere is overwritten, and can be brought back from the journal
 * @param keepCopy the mailbox keeps a copy of what it forwards
 */
public record Redirection(EmailAddress to, boolean replace, boolean keepCopy) implements WantedChange {
    /** Other forwarding stays, and no copy is kept. */
    public Redirection(EmailAddress to) {
        this(to, false, false);
    }
}
