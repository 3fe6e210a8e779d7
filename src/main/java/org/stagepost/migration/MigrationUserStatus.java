package org.stagepost.migration;

/** Where a user stands, in Exchange Online's words. */
public enum MigrationUserStatus {
    QUEUED("Queued"),
    VALIDATING("Validating"),
    PROVISIONING("Provisioning"),
    SYNCING("Syncing"),
    SYNCED("Synced"),
    INCREMENTAL_SYNCING("IncrementalSyncing"),
    STOPPED("Stopped"),
    FAILED("Failed");

    private final String word;

    MigrationUserStatus(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** Being worked on right now. */
    public boolean isActive() {
        return switch (this) {
            case VALIDATING, PROVISIONING, SYNCING, INCREMENTAL_SYNCING -> true;
            case QUEUED, SYNCED, STOPPED, FAILED -> false;
        };
    }

    /** The legal moves; everything else is a defect. */
    public boolean mayBecome(MigrationUserStatus next) {
        return switch (this) {
            case QUEUED ->
                next == VALIDATING
                        || next == PROVISIONING
                        || next == SYNCING
                        || next == INCREMENTAL_SYNCING
                        || next == STOPPED
                        || next == FAILED;
            case VALIDATING, PROVISIONING -> next == QUEUED || next == STOPPED || next == FAILED;
            case SYNCING, INCREMENTAL_SYNCING -> next == QUEUED || next == SYNCED || next == STOPPED || next == FAILED;
            case SYNCED -> next == QUEUED || next == INCREMENTAL_SYNCING || next == FAILED;
            case STOPPED, FAILED -> next == QUEUED;
        };
    }
}
