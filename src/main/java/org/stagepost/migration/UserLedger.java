package org.stagepost.migration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;
import org.stagepost.sync.CopyJournal;
import org.stagepost.sync.SkippedItem;

/**
 * The durable truth about users. Thread-safe; each call is one short transaction of its own, durable when it returns.
 * A literal password of a row is moved into the secret store when it is imported: rows and rejected rows are given back
 * with {@code store:} references, so that what is read from here never holds a secret.
 */
public interface UserLedger {
    /** Adds new rows as Queued and refreshes the settings of known ones (same batch and address), whose status stays. */
    void importRows(BatchName batch, List<UserRow> rows);

    /** Users of the batch whose address is not among these are no longer part of it; their journal stays. */
    void keepOnly(BatchName batch, Set<EmailAddress> addresses);

    /**
     * Replaces the batch's list of rows that were left out, and forgets the secrets of those before. Comes after
     * {@link #importRows}: a good row may name the secret of the rejected row it was, as retry.csv does.
     */
    void replaceRejected(BatchName batch, List<RejectedRow> rejected);

    List<RejectedRow> rejected(BatchName batch);

    Optional<MigrationUser> find(UserId id);

    Optional<MigrationUser> find(BatchName batch, EmailAddress address);

    /** In the order of their rows. */
    List<MigrationUser> users(BatchName batch);

    /** Stopped, failed and interrupted users become Queued: the start of every run. */
    void requeue(BatchName batch);

    /** @throws IllegalStateException when {@link MigrationUserStatus#mayBecome} forbids it */
    void become(UserId id, MigrationUserStatus status);

    /** The phase is behind the user; an earlier failure of it is forgotten. SYNC is recorded by {@link #synced}. */
    void passed(UserId id, Phase phase);

    /** Becomes Synced in this pass. */
    void synced(UserId id, PassNumber pass);

    /** Becomes Failed; counts a retry when the same phase had failed before. */
    void failed(UserId id, Phase phase, FailureCode code, String message);

    CopyJournal journal(UserId id);

    List<SkippedItem> skipped(UserId id);
}
