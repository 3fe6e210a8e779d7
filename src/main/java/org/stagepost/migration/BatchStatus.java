package org.stagepost.migration;

import org.stagepost.migration.BatchView.Counts;
import org.stagepost.model.PassNumber;

/** Where a batch stands, in Exchange Online's words; derived from its users and its job. */
public enum BatchStatus {
    CREATED("Created"),
    STARTING("Starting"),
    SYNCING("Syncing"),
    SYNCED("Synced"),
    SYNCED_WITH_ERRORS("SyncedWithErrors"),
    INCREMENTAL_SYNCING("IncrementalSyncing"),
    STOPPING("Stopping"),
    STOPPED("Stopped"),
    FAILED("Failed");

    private final String word;

    BatchStatus(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** The one place where a batch's status comes from. */
    public static BatchStatus derive(JobState job, PassNumber pass, Counts users) {
        return switch (job) {
            case NONE -> CREATED;
            case STARTING -> STARTING;
            case RUNNING -> pass.isInitial() ? SYNCING : INCREMENTAL_SYNCING;
            case STOPPING -> STOPPING;
            case STOPPED -> STOPPED;
            case FAILED -> FAILED;
            case ENDED -> ended(users);
        };
    }

    private static BatchStatus ended(Counts users) {
        if (users.synced() == 0) {
            return FAILED;
        }
        return users.synced() == users.total() ? SYNCED : SYNCED_WITH_ERRORS;
    }
}
