package org.stagepost.migration;

import org.stagepost.directory.ChangeJournal;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.model.EmailAddress;

/** The changes that are made for one user, under its address in the CSV, whatever its entries are called. */
record UserJournal(EmailAddress user, ChangeJournal journal) implements ChangeJournal {
    @Override
    public long intend(DirectoryChange change) {
        return journal.intend(change.forUser(user));
    }

    @Override
    public void refuse(long row) {
        journal.refuse(row);
    }

    @Override
    public void confirm(long row) {
        journal.confirm(row);
    }
}
