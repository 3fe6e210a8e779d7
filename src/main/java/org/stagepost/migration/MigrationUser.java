package org.stagepost.migration;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.BatchName;
import org.stagepost.model.UserId;
import org.stagepost.sync.FolderTally;

/** One row to migrate, as the user ledger knows it. */
public final class MigrationUser {
    private final UserId id;
    private final BatchName batch;
    private final UserRow row;
    private final MigrationUserStatus status;
    private final Progress progress;
    private final UserSettings settings;
    private final @Nullable UserFailure failure;
    private final String remark;

    /**
     * How far the user got.
     *
     * @param syncedPass the last pass that was synced to its end; 0 before the first
     * @param held somebody stopped the user alone; no run works on it
     * @param folders folders with a journal entry
     * @param tally over all folders and passes
     * @param started begin of the first sync, null before it
     * @param initialSyncEnd null before it
     * @param lastSynced end of the last successful sync, null before the first
     * @param restsUntil the mailbox has moved what its servers allow in a day; null when it has not
     */
    public record Progress(
            boolean provisioned,
            boolean forwarded,
            int syncedPass,
            boolean held,
            int folders,
            FolderTally tally,
            @Nullable Instant started,
            @Nullable Instant initialSyncEnd,
            @Nullable Instant lastSynced,
            @Nullable Instant restsUntil) {
        public static final Progress NONE =
                new Progress(false, false, 0, false, 0, FolderTally.NOTHING, null, null, null, null);

        public Progress(
                boolean provisioned,
                boolean forwarded,
                int syncedPass,
                boolean held,
                int folders,
                FolderTally tally,
                @Nullable Instant started,
                @Nullable Instant initialSyncEnd,
                @Nullable Instant lastSynced) {
            this(provisioned, forwarded, syncedPass, held, folders, tally, started, initialSyncEnd, lastSynced, null);
        }
    }

    public MigrationUser(
            UserId id,
            BatchName batch,
            UserRow row,
            MigrationUserStatus status,
            Progress progress,
            UserSettings settings,
            @Nullable UserFailure failure) {
        this(id, batch, row, status, progress, settings, failure, "");
    }

    private MigrationUser(
            UserId id,
            BatchName batch,
            UserRow row,
            MigrationUserStatus status,
            Progress progress,
            UserSettings settings,
            @Nullable UserFailure failure,
            String remark) {
        this.id = id;
        this.batch = batch;
        this.row = row;
        this.status = status;
        this.progress = progress;
        this.settings = settings;
        this.failure = failure;
        this.remark = remark;
    }

    MigrationUser withRemark(String sentence) {
        return new MigrationUser(id, batch, row, status, progress, settings, failure, sentence);
    }

    /** Why the user stands where it stands, if that is no failure; empty where there is nothing to say. */
    public String remark() {
        return remark;
    }

    public UserId id() {
        return id;
    }

    public BatchName batch() {
        return batch;
    }

    public UserRow row() {
        return row;
    }

    public MigrationUserStatus status() {
        return status;
    }

    public Progress progress() {
        return progress;
    }

    /** What was set for this user alone. */
    public UserSettings settings() {
        return settings;
    }

    /** Somebody stopped the user alone: no run works on it until it is started again. */
    public boolean held() {
        return progress.held();
    }

    /** Until when the user waits in the queue for another day of its servers; empty when it does not. */
    public Optional<Instant> restsUntil() {
        return status == MigrationUserStatus.QUEUED ? Optional.ofNullable(progress.restsUntil()) : Optional.empty();
    }

    /** What to tell of a user that rests. */
    public static String resting(Instant until) {
        return "daily limit of its mail servers reached, goes on at " + until.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The last failure; it stays for the record until the phase succeeds. */
    public Optional<UserFailure> failure() {
        return Optional.ofNullable(failure);
    }

    public Optional<Instant> started() {
        return Optional.ofNullable(progress.started());
    }

    public Optional<Instant> initialSyncEnd() {
        return Optional.ofNullable(progress.initialSyncEnd());
    }

    public Optional<Instant> lastSynced() {
        return Optional.ofNullable(progress.lastSynced());
    }
}
