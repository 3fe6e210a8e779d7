package org.stagepost.directory.sieve;

import java.util.List;
import org.stagepost.directory.ChangeJournal;
import org.stagepost.directory.DirectoryChange;

/** Writes down what was asked of it. */
record ListedJournal(List<String> lines) implements ChangeJournal {
    @Override
    public long intend(DirectoryChange change) {
        lines.add("intend " + change.action().word());
        return 1;
    }

    @Override
    public void refuse(long row) {
        lines.add("refuse");
    }

    @Override
    public void confirm(long row) {
        lines.add("confirm");
    }
}
