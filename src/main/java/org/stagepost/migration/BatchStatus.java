package org.stagepost.migration;

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
}
