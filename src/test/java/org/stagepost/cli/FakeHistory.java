package org.stagepost.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.stagepost.directory.ChangeJournal;
import org.stagepost.directory.DirectoryChange;
import org.stagepost.directory.DirectoryChange.Action;
import org.stagepost.migration.ChangeHistory;
import org.stagepost.migration.RecordedChange;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;

/** Directory changes in memory, the same of every batch. */
final class FakeHistory implements ChangeHistory {
    final List<RecordedChange> changes = new ArrayList<>();

    /** The forwarding of a user at the source. */
    void forwarded(String address, boolean confirmed) {
        String dn = "dn: cn=" + address + ",dc=example,dc=test\n";
        changes.add(new RecordedChange(
                changes.size(),
                new DirectoryChange(
                        new EmailAddress(address),
                        "old-ad",
                        dn.substring(4).strip(),
                        Action.FORWARD,
                        dn,
                        dn + "targetAddress: SMTP:" + address + "\n",
                        false),
                Instant.parse("2026-11-20T12:00:00Z"),
                confirmed));
    }

    @Override
    public List<RecordedChange> of(BatchName batch) {
        return List.copyOf(changes);
    }

    @Override
    public Set<EmailAddress> usersTakenBack(BatchName batch) {
        return Set.of();
    }

    @Override
    public void takenBack(long row) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChangeJournal journal(BatchName batch) {
        throw new UnsupportedOperationException();
    }
}
