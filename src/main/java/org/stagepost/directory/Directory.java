package org.stagepost.directory;

import java.util.List;
import org.stagepost.model.EmailAddress;

/**
 * One directory, bound. Thread-safe. Every change is compare-and-set against what {@link #find} showed, is journaled,
 * and is no error (and writes nothing) when the entry already is as wanted.
 * Every method may fail with DIRECTORY_UNREACHABLE; changes with DIRECTORY_REFUSED (the server's words in the message).
 */
public interface Directory extends AutoCloseable {
    /** Entries that have the address among their proxy addresses or as mail; none, one, or several. */
    List<DirectoryEntry> find(EmailAddress address);

    /** Turns a mail-enabled user into a user mailbox: type, password, and no forwarding to the old address any more. */
    void convert(DirectoryEntry entry, NewMailbox mailbox, ChangeJournal journal);

    /**
     * Forwards the entry's mail.
     *
     * @throws org.stagepost.model.MigrationException FORWARDING_CONFLICT when it is forwarded elsewhere already
     */
    void forward(DirectoryEntry entry, EmailAddress to, ChangeJournal journal);

    @Override
    void close();
}
