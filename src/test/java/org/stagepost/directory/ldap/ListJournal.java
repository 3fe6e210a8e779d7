package org.stagepost.directory.ldap;

import java.util.ArrayList;
import java.util.List;
import org.stagepost.directory.ChangeJournal;
import org.stagepost.directory.DirectoryChange;

/** A change journal in memory. */
class ListJournal implements ChangeJournal {
    final List<DirectoryChange> intended = new ArrayList<>();
    final List<Long> confirmed = new ArrayList<>();
    final List<Long> refused = new ArrayList<>();

    @Override
    public long intend(DirectoryChange change) {
        intended.add(change);
        return intended.size();
    }

    @Override
    public void refuse(long row) {
        refused.add(row);
    }

    @Override
    public void confirm(long row) {
        confirmed.add(row);
    }
}
