package org.stagepost.directory;

import java.util.List;
import org.stagepost.model.EmailAddress;

/**
 * One directory, bound. Thread-safe. Every change is compare-and-set against what {@link #find} showed, is journaled,
 * and is no error (and writes nothing) when the entry already is as wanted.
 * Every method may fail with DIRECTORY_UNREACHABLE, and with ENDPOINT_REFUSED when the endpoint's login may not search;
 * changes with DIRECTORY_REFUSED (the server's words in the message).
 */
public interface Directory extends AutoCloseable {
    /** Entries that have the address among their proxy addresses or as mail; none, one, or several (ten at most). */
    List<DirectoryEntry> find(EmailAddress address);

    /**
     * Turns a mail-enabled user into a user mailbox: type, password, and no forwarding to the old address any more.
     *
     * @throws org.stagepost.model.MigrationException RECIPIENT_TYPE_WRONG when the entry is neither of the two
     */
    void convert(DirectoryEntry entry, NewMailbox mailbox, ChangeJournal journal);

    /** Fails as {@link #convert} would, as far as can be told without a change. */
    void checkConversion(DirectoryEntry entry, NewMailbox mailbox);

    /**
     * Forwards a mailbox's mail.
     *
     * @throws org.stagepost.model.MigrationException FORWARDING_CONFLICT when it is forwarded elsewhere already or would
     *     come back to the entry; RECIPIENT_TYPE_WRONG when the entry is no mailbox
     */
    void forward(DirectoryEntry entry, EmailAddress to, ChangeJournal journal);

    /** Fails as {@link #forward} would, as far as can be told without a change. */
    void checkForwarding(DirectoryEntry entry, EmailAddress to);

    @Override
    void close();
}
