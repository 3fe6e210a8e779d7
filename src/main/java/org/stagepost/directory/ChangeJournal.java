package org.stagepost.directory;

/**
 * The durable record of directory changes: intended before, confirmed after. An intended change that was never
 * confirmed was refused, or interrupted: it happened if the entry equals its {@code after}, and not otherwise.
 */
public interface ChangeJournal {
    /** Durable when it returns. @return the row to confirm */
    long intend(DirectoryChange change);

    void confirm(long row);

    /** The directory refused it: it never happened, and is not looked at again. */
    void refuse(long row);
}
