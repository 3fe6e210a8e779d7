package org.stagepost.sync;

import java.util.List;

/**
 * The durable record of one user's item pairs, one entry per source folder.
 * Belongs to one {@link MailboxCopy} at a time. What {@link #save} was given is durable when it returns, all or nothing.
 */
public interface CopyJournal {
    List<JournalEntry> entries();

    /**
     * Replaces the entry of the same source folder, and forgets the folder's skipped items: they are tried again.
     * Those that are skipped again come back with {@link #save}.
     */
    void reopen(JournalEntry entry);

    /** Replaces the entry of the same source folder and adds the skipped items; an item skipped twice is kept once. */
    void save(JournalEntry entry, List<SkippedItem> newlySkipped);
}
