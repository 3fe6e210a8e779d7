package org.stagepost.sync;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.stagepost.model.FolderPath;

/**
 * The durable record of one user's item pairs, one entry per source folder.
 * Belongs to one {@link MailboxCopy} at a time. What a method was given is durable when it returns, all or nothing.
 */
public interface CopyJournal {
    List<JournalEntry> entries();

    /**
     * Replaces the entries of the same source folders, and forgets these folders' skipped items: they are tried again.
     * Those that are skipped again come back with {@link #save}.
     */
    void reopen(Collection<JournalEntry> opened);

    /**
     * Source folders bear other names now: their entries follow, all at once. What was remembered under a new name is
     * forgotten, and so are the skipped items of all of them, which are tried again.
     */
    void rename(Map<FolderPath, FolderPath> newNames);

    /** Replaces the entries of the same source folders and adds the skipped items; an item skipped twice is kept once. */
    void save(Collection<JournalEntry> changed, List<SkippedItem> newlySkipped);
}
