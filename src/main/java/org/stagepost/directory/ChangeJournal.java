package org.stagepost.directory;

/**
 * The durable record of directory changes: intended before, confirmed after. An intended change that was never
 * confirmed may or may not have happened; the entry itself tells.
 */
public interface ChangeJournal {
    /** Durable when it returns. @return the row to confirm */
    long intend(DirectoryChange change);

    void confirm(long row);
}
