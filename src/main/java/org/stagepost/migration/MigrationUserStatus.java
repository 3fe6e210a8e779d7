package org.stagepost.migration;

import java.util.EnumSet;
import java.util.Set;

/** Where a user stands, in Exchange Online's words. */
public enum MigrationUserStatus {
    QUEUED("Queued", StatusSummary.PENDING),
    VALIDATING("Validating", StatusSummary.ACTIVE),
    PROVISIONING("Provisioning", StatusSummary.ACTIVE),
    SYNCING("Syncing", StatusSummary.ACTIVE),
    SYNCED("Synced", StatusSummary.SYNCED),
    INCREMENTAL_SYNCING("IncrementalSyncing", StatusSummary.ACTIVE),
    INCREMENTAL_SYNCED("IncrementalSynced", StatusSummary.SYNCED),
    INCREMENTAL_FAILED("IncrementalFailed", StatusSummary.FAILED),
    INCREMENTAL_STOPPED("IncrementalStopped", StatusSummary.STOPPED),
    STOPPED("Stopped", StatusSummary.STOPPED),
    FAILED("Failed", StatusSummary.FAILED),
    /** The last sync of all, after which nothing is copied any more. */
    COMPLETING("Completing", StatusSummary.ACTIVE),
    /** That sync is behind, and what else completes the user is not. */
    COMPLETION_SYNCED("CompletionSynced", StatusSummary.SYNCED),
    COMPLETION_FAILED("CompletionFailed", StatusSummary.FAILED),
    COMPLETED("Completed", StatusSummary.COMPLETED),
    /** Completed, and items were left behind that somebody approved. */
    COMPLETED_WITH_WARNINGS("CompletedWithWarnings", StatusSummary.COMPLETED);

    private final String word;
    private final StatusSummary summary;

    MigrationUserStatus(String word, StatusSummary summary) {
        this.word = word;
        this.summary = summary;
    }

    public String word() {
        return word;
    }

    public StatusSummary summary() {
        return summary;
    }

    /** Being worked on right now. */
    public boolean isActive() {
        return summary == StatusSummary.ACTIVE;
    }

    public boolean isSynced() {
        return summary == StatusSummary.SYNCED;
    }

    public boolean isFailed() {
        return summary == StatusSummary.FAILED;
    }

    /** What a sync that reached its end makes of a user who is being synced. */
    public MigrationUserStatus whenSynced() {
        return switch (this) {
            case SYNCING -> SYNCED;
            case INCREMENTAL_SYNCING -> INCREMENTAL_SYNCED;
            case COMPLETING -> COMPLETION_SYNCED;
            default -> throw new IllegalStateException(this + " is no sync");
        };
    }

    /** @param synced a sync failed, and the user's initial sync is behind */
    public MigrationUserStatus whenFailed(boolean synced) {
        return this == COMPLETING || this == COMPLETION_SYNCED
                ? COMPLETION_FAILED
                : synced ? INCREMENTAL_FAILED : FAILED;
    }

    /** @param synced the user's initial sync is behind */
    public static MigrationUserStatus whenStopped(boolean synced) {
        return synced ? INCREMENTAL_STOPPED : STOPPED;
    }

    /** The legal moves; everything else is a defect. */
    public boolean mayBecome(MigrationUserStatus next) {
        return successors().contains(next);
    }

    private Set<MigrationUserStatus> successors() {
        return switch (this) {
            case QUEUED ->
                EnumSet.of(
                        QUEUED,
                        VALIDATING,
                        PROVISIONING,
                        SYNCING,
                        INCREMENTAL_SYNCING,
                        INCREMENTAL_FAILED,
                        INCREMENTAL_STOPPED,
                        STOPPED,
                        FAILED,
                        COMPLETING,
                        COMPLETION_FAILED);
            case VALIDATING, PROVISIONING -> EnumSet.of(QUEUED, STOPPED, FAILED);
            case SYNCING -> EnumSet.of(QUEUED, SYNCED, STOPPED, FAILED);
            case SYNCED, INCREMENTAL_SYNCED ->
                EnumSet.of(
                        QUEUED,
                        INCREMENTAL_SYNCING,
                        INCREMENTAL_FAILED,
                        INCREMENTAL_STOPPED,
                        STOPPED,
                        FAILED,
                        COMPLETING);
            case INCREMENTAL_SYNCING -> EnumSet.of(QUEUED, INCREMENTAL_SYNCED, INCREMENTAL_FAILED, INCREMENTAL_STOPPED);
            case COMPLETING -> EnumSet.of(QUEUED, COMPLETION_SYNCED, COMPLETION_FAILED, INCREMENTAL_STOPPED, STOPPED);
            case COMPLETION_SYNCED -> EnumSet.of(QUEUED, COMPLETED, COMPLETED_WITH_WARNINGS, COMPLETION_FAILED);
            case STOPPED, FAILED, INCREMENTAL_STOPPED, INCREMENTAL_FAILED, COMPLETION_FAILED -> EnumSet.of(QUEUED);
            case COMPLETED, COMPLETED_WITH_WARNINGS -> EnumSet.of(INCREMENTAL_SYNCED); // taken back
        };
    }
}
