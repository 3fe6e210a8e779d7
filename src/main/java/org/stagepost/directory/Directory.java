package org.stagepost.directory;

import java.util.List;
import java.util.Optional;
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

    /** Whether entries are linked to their counterparts by an attribute besides their addresses. */
    boolean hasAnchor();

    /** Entries with this anchor, ten at most; none where no attribute is one. */
    List<DirectoryEntry> anchored(String anchor);

    /**
     * What {@link #change} would do now; empty when the entry already is as wanted. Writes nothing.
     *
     * @throws org.stagepost.model.MigrationException as {@link #change} would, as far as can be told without a change
     */
    Optional<DirectoryChange> plan(DirectoryEntry entry, WantedChange wanted);

    /**
     * Makes the entry as wanted, by one Modify.
     *
     * @throws org.stagepost.model.MigrationException RECIPIENT_TYPE_WRONG when the entry is of a type that cannot become
     *     it; FORWARDING_CONFLICT when it is forwarded elsewhere already or would be to itself
     */
    void change(DirectoryEntry entry, WantedChange wanted, ChangeJournal journal);

    /**
     * What {@link #undo} would do now; empty when the change never happened, or is taken back. Writes nothing.
     *
     * @throws org.stagepost.model.MigrationException as {@link #undo}
     */
    Optional<DirectoryChange> planUndo(DirectoryChange change);

    /**
     * Takes a change back, by one Modify. Of attributes with several values only those that the change added or removed
     * are touched. A password stays.
     *
     * @throws org.stagepost.model.MigrationException ENTRY_CHANGED when what it changed was changed again since, or the
     *     entry is gone
     */
    void undo(DirectoryChange change, ChangeJournal journal);

    @Override
    void close();
}
