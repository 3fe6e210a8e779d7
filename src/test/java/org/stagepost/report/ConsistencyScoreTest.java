package org.stagepost.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUser.Progress;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.sync.FolderTally;

class ConsistencyScoreTest {
    @ParameterizedTest
    @CsvSource({
        "0,       0,    PERFECT",
        "1000000, 0,    PERFECT",
        "999,     1,    INVESTIGATE",
        "1000,    1,    GOOD",
        "10000,   10,   GOOD",
        "11000,   11,   INVESTIGATE",
        "1000000, 11,   INVESTIGATE",
        "1000000, 10000, INVESTIGATE",
        "1000000, 10001, POOR",
        "1,       1,    INVESTIGATE",
        "5,       5,    INVESTIGATE",
        "100,     6,    POOR",
        "600,     6,    INVESTIGATE",
        "599,     6,    POOR"
    })
    void thresholdsAreAsPublished(long inSource, long skipped, ConsistencyScore score) {
        assertThat(ConsistencyScore.of(SampleReport.tally(inSource, skipped))).isEqualTo(score);
    }

    @Test
    void itemsWithoutAFateAreMissing() {
        assertThat(ConsistencyScore.of(new FolderTally(100, 90, 0, 0, 0, 1))).isEqualTo(ConsistencyScore.POOR);
        assertThat(ConsistencyScore.of(new FolderTally(100, 50, 40, 0, 10, 1))).isEqualTo(ConsistencyScore.PERFECT);
    }

    @ParameterizedTest
    @CsvSource({"QUEUED,", "SYNCING,", "STOPPED,", "FAILED,POOR"})
    void beforeTheInitialSyncHasEndedOnlyAFailureScores(MigrationUserStatus status, ConsistencyScore score) {
        assertThat(ConsistencyScore.of(user(status, Progress.NONE))).isEqualTo(Optional.ofNullable(score));
    }

    @Test
    void laterFailuresScoreByWhatIsMissing() {
        Progress complete = SampleReport.synced(SampleReport.tally(100, 0));

        assertThat(ConsistencyScore.of(user(MigrationUserStatus.FAILED, complete)))
                .contains(ConsistencyScore.PERFECT);
    }

    private static MigrationUser user(MigrationUserStatus status, Progress progress) {
        return SampleReport.user(1, SampleReport.row(2, "anna@example.test"), status, progress, null);
    }
}
