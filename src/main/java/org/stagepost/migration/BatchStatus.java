package org.stagepost.migration;

import org.stagepost.migration.BatchView.Counts;

/** Where a batch stands, in Exchange Online's words; derived from its job, its pass and its users. */
public enum BatchStatus {
    CREATED("Created"),
    STARTING("Starting"),
    /** Started before the time from which it may copy. */
    WAITING("Waiting"),
    SYNCING("Syncing"),
    SYNCED("Synced"),
    SYNCED_WITH_ERRORS("SyncedWithErrors"),
    INCREMENTAL_SYNCING("IncrementalSyncing"),
    STOPPING("Stopping"),
    STOPPED("Stopped"),
    COMPLETING("Completing"),
    COMPLETED("Completed"),
    COMPLETED_WITH_ERRORS("CompletedWithErrors"),
    FAILED("Failed"),
    /** Its removal began; it ends when removal is asked for again. */
    REMOVING("Removing"),
    /** Its row in the store cannot be read; it can only be removed. */
    CORRUPTED("Corrupted");

    private final String word;

    BatchStatus(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** Nobody works on it, and its job has ended in one way or the other. */
    public boolean isAtRest() {
        return switch (this) {
            case CREATED, SYNCED, SYNCED_WITH_ERRORS, STOPPED, COMPLETED, COMPLETED_WITH_ERRORS, FAILED, CORRUPTED ->
                true;
            case STARTING, WAITING, SYNCING, INCREMENTAL_SYNCING, STOPPING, COMPLETING, REMOVING -> false;
        };
    }

    /** The one place where a readable batch's status comes from. */
    public static BatchStatus derive(JobState job, PassKind pass, Counts users) {
        return switch (job) {
            case NONE -> CREATED;
            case STARTING -> STARTING;
            case WAITING -> WAITING;
            case RUNNING -> running(pass);
            case STOPPING -> STOPPING;
            case STOPPED -> STOPPED;
            case FAILED, DEAD -> FAILED;
            case ENDED -> pass == PassKind.COMPLETION ? completed(users) : synced(users);
        };
    }

    private static BatchStatus running(PassKind pass) {
        return switch (pass) {
            case INITIAL -> SYNCING;
            case INCREMENTAL -> INCREMENTAL_SYNCING;
            case COMPLETION -> COMPLETING;
        };
    }

    /** Users that somebody stopped, or that wait for a time of their own, are left out of account. */
    private static BatchStatus synced(Counts users) {
        if (users.total() == 0) {
            return SYNCED; // all went to other batches
        }
        int out = users.stopped() + users.pending();
        if (users.through() == 0 && users.pending() == 0) {
            return users.stopped() > 0 && users.stopped() == users.total() ? STOPPED : FAILED;
        }
        return users.through() + out == users.total() ? SYNCED : users.through() == 0 ? FAILED : SYNCED_WITH_ERRORS;
    }

    private static BatchStatus completed(Counts users) {
        if (users.completed() == 0) {
            return synced(users);
        }
        if (users.synced() + users.pending() > 0 && users.failed() + users.stopped() == 0) {
            return synced(users); // some complete by a later time of their own
        }
        return users.completed() == users.total() ? COMPLETED : COMPLETED_WITH_ERRORS;
    }
}
