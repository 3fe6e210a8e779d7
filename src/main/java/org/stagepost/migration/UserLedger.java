package org.stagepost.migration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    /** Whom somebody holds back and who is stopped, without reading more of them. */
    Set<EmailAddress> heldBack(BatchName batch);

    /** Counts them, without reading each. */
    UserSummary summary(BatchName batch);

    /** Stopped, failed and interrupted users become Queued, except those that are held: the start of every run. */
    void requeue(BatchName batch);

    /** Replaces what was set for this user alone. */
    void set(UserId id, UserSettings settings);

    /** Somebody stopped this user alone: it is left out of every run until it is released. */
    void hold(UserId id);

    /** The next run works on the user again. */
    void release(UserId id);

    /** @throws IllegalStateException when {@link MigrationUserStatus#mayBecome} forbids it */
    void become(UserId id, MigrationUserStatus status);

    /** The phase is behind the user; an earlier failure of it is forgotten. SYNC is recorded by {@link #synced}, COMPLETE by {@link #become}. */
    void passed(UserId id, Phase phase);

    /** What the phase changed in a directory was taken back: PROVISION, FORWARD or COMPLETE. */
    void undone(UserId id, Phase phase);

    /** Is through with this pass. @return what the user became */
    MigrationUserStatus synced(UserId id, PassNumber pass);

    /** Counts a retry when the same phase had failed before. @return what the user became */
    MigrationUserStatus failed(UserId id, Phase phase, FailureCode code, String message);

    /** @return what the user became */
    MigrationUserStatus stopped(UserId id);

    /** Back to the queue until its servers allow more. @throws IllegalStateException as {@link #become} */
    void rests(UserId id, Instant until);

    /** Its servers allow more by now. */
    void wakes(UserId id);

    CopyJournal journal(UserId id);

    /**
     * The journal of copies between these mailboxes. What was recorded of others is forgotten, because they may number
     * their messages alike: everything is compared then.
     *
     * @param mailboxes names both, the same for as long as they are the same
     */
    CopyJournal journal(UserId id, String mailboxes);

    /**
     * What the journals of the batch's users add up to: of a user the same text as long as nothing else is recorded. Users
     * without a journal are not there.
     */
    Map<UserId, String> journalSums(BatchName batch);

    List<SkippedItem> skipped(UserId id);

    /** Skipped items of the batch that nobody has approved. */
    long unapproved(BatchName batch);

    /** Somebody knows of all items that were skipped so far, and lets them stay behind. @return how many that were */
    long approveSkipped(BatchName batch, String reason);
}
