package org.stagepost.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.Phase;
import org.stagepost.migration.RejectedRow;
import org.stagepost.migration.UserLedger;
import org.stagepost.migration.UserRow;
import org.stagepost.migration.UserSettings;
import org.stagepost.migration.UserSummary;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;
import org.stagepost.sync.CopyJournal;
import org.stagepost.sync.JournalEntry;
import org.stagepost.sync.SkippedItem;

/** Users in memory; commands look at them, hold and release them; everything else that changes them fails. */
final class FakeLedger implements UserLedger {
    final List<MigrationUser> users = new ArrayList<>();
    final Set<UserId> held = new HashSet<>();
    final Map<UserId, List<SkippedItem>> skipped = new HashMap<>();
    final List<RejectedRow> rejected = new ArrayList<>();
    final Map<UserId, String> journalSums = new HashMap<>();
    Function<UserId, List<JournalEntry>> journals = id -> List.of();
    long unapproved;

    @Override
    public List<RejectedRow> rejected(BatchName batch) {
        return rejected;
    }

    @Override
    public Set<EmailAddress> heldBack(BatchName batch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<MigrationUser> find(UserId id) {
        return users.stream().filter(user -> user.id().equals(id)).findFirst();
    }

    @Override
    public Optional<MigrationUser> find(BatchName batch, EmailAddress address) {
        return users(batch).stream()
                .filter(user -> user.row().address().equals(address))
                .findFirst();
    }

    @Override
    public List<MigrationUser> users(BatchName batch) {
        return users.stream().filter(user -> user.batch().equals(batch)).toList();
    }

    @Override
    public CopyJournal journal(UserId id, String mailboxes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void set(UserId id, UserSettings settings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public UserSummary summary(BatchName batch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<SkippedItem> skipped(UserId id) {
        return skipped.getOrDefault(id, List.of());
    }

    @Override
    public void importRows(BatchName batch, List<UserRow> rows) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void keepOnly(BatchName batch, Set<EmailAddress> addresses) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void replaceRejected(BatchName batch, List<RejectedRow> rejected) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void requeue(BatchName batch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void become(UserId id, MigrationUserStatus status) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void undone(UserId id, Phase phase) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void passed(UserId id, Phase phase) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MigrationUserStatus synced(UserId id, PassNumber pass) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MigrationUserStatus failed(UserId id, Phase phase, FailureCode code, String message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rests(UserId id, Instant until) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void wakes(UserId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CopyJournal journal(UserId id) {
        return new CopyJournal() {
            @Override
            public List<JournalEntry> entries() {
                return journals.apply(id);
            }

            @Override
            public void save(Collection<JournalEntry> changed, List<SkippedItem> newlySkipped) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void reopen(Collection<JournalEntry> opened) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void rename(Map<FolderPath, FolderPath> newNames) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Override
    public Map<UserId, String> journalSums(BatchName batch) {
        return Map.copyOf(journalSums);
    }

    @Override
    public MigrationUserStatus stopped(UserId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void hold(UserId id) {
        held.add(id);
    }

    @Override
    public void release(UserId id) {
        held.remove(id);
    }

    @Override
    public long unapproved(BatchName batch) {
        return unapproved;
    }

    @Override
    public long approveSkipped(BatchName batch, String reason) {
        throw new UnsupportedOperationException();
    }
}
