package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.migration.BatchView.Counts;

class StatusesTest {
    /** Counts: synced, failed, active, stopped, pending, completed. */
    @ParameterizedTest
    @CsvSource({
        "NONE, INITIAL, 0 0 0 0 3 0, Created",
        "STARTING, INITIAL, 0 0 0 0 3 0, Starting",
        "WAITING, INITIAL, 0 0 0 0 3 0, Waiting",
        "RUNNING, INITIAL, 1 0 2 0 0 0, Syncing",
        "RUNNING, INCREMENTAL, 1 0 2 0 0 0, IncrementalSyncing",
        "RUNNING, COMPLETION, 1 0 2 0 0 0, Completing",
        "STOPPING, INITIAL, 1 0 2 0 0 0, Stopping",
        "STOPPED, INCREMENTAL, 1 0 0 2 0 0, Stopped",
        "FAILED, INITIAL, 3 0 0 0 0 0, Failed",
        "ENDED, INITIAL, 3 0 0 0 0 0, Synced",
        "ENDED, INITIAL, 2 1 0 0 0 0, SyncedWithErrors",
        "ENDED, INITIAL, 0 3 0 0 0 0, Failed",
        "ENDED, INITIAL, 2 0 0 1 0 0, Synced",
        "ENDED, INITIAL, 0 0 0 3 0 0, Stopped",
        "ENDED, INITIAL, 0 1 0 2 0 0, Failed",
        "ENDED, COMPLETION, 0 0 0 0 0 3, Completed",
        "ENDED, COMPLETION, 0 1 0 0 0 2, CompletedWithErrors",
        "ENDED, COMPLETION, 0 0 0 1 0 2, CompletedWithErrors",
        "ENDED, COMPLETION, 0 3 0 0 0 0, Failed",
    })
    void aBatchsStatusFollowsFromItsJobItsPassAndItsUsers(JobState job, PassKind pass, String users, String status) {
        int[] counts =
                Arrays.stream(users.split(" ")).mapToInt(Integer::parseInt).toArray();
        Counts counted = new Counts(
                Arrays.stream(counts).sum(), counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);

        assertThat(BatchStatus.derive(job, pass, counted).word()).isEqualTo(status);
    }

    @Test
    void everyMoveOfAUserStandsInThisTable() {
        String moves = Arrays.stream(MigrationUserStatus.values())
                .map(from -> from.word() + ": "
                        + Arrays.stream(MigrationUserStatus.values())
                                .filter(from::mayBecome)
                                .map(MigrationUserStatus::word)
                                .collect(Collectors.joining(" ")))
                .map(String::strip)
                .collect(Collectors.joining("\n"));

        assertThat(moves).isEqualTo("""
                Queued: Queued Validating Provisioning Syncing IncrementalSyncing IncrementalFailed IncrementalStopped Stopped Failed Completing CompletionFailed
                Validating: Queued Stopped Failed
                Provisioning: Queued Stopped Failed
                Syncing: Queued Synced Stopped Failed
                Synced: Queued IncrementalSyncing IncrementalFailed IncrementalStopped Stopped Failed Completing
                IncrementalSyncing: Queued IncrementalSynced IncrementalFailed IncrementalStopped
                IncrementalSynced: Queued IncrementalSyncing IncrementalFailed IncrementalStopped Stopped Failed Completing
                IncrementalFailed: Queued
                IncrementalStopped: Queued
                Stopped: Queued
                Failed: Queued
                Completing: Queued IncrementalStopped Stopped CompletionSynced CompletionFailed
                CompletionSynced: Queued CompletionFailed Completed CompletedWithWarnings
                CompletionFailed: Queued
                Completed: IncrementalSynced
                CompletedWithWarnings: IncrementalSynced""");
    }

    @Test
    void everyUserCountsAsOneThing() {
        TreeMap<StatusSummary, String> counted = Arrays.stream(MigrationUserStatus.values())
                .collect(Collectors.groupingBy(
                        MigrationUserStatus::summary,
                        TreeMap::new,
                        Collectors.mapping(MigrationUserStatus::word, Collectors.joining(" "))));

        assertThat(counted)
                .hasToString(
                        "{PENDING=Queued, ACTIVE=Validating Provisioning Syncing IncrementalSyncing Completing,"
                                + " SYNCED=Synced IncrementalSynced CompletionSynced, STOPPED=IncrementalStopped Stopped,"
                                + " FAILED=IncrementalFailed Failed CompletionFailed, COMPLETED=Completed CompletedWithWarnings}");
    }
}
