package org.stagepost.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationBatch.Life;
import org.stagepost.migration.MigrationType;
import org.stagepost.migration.MigrationUser.Progress;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.sync.FolderTally;

class LinesTest {
    private static final FolderTally TALLY = new FolderTally(100, 60, 30, 4, 1, 5000);

    @Test
    void adoptedItemsAreSyncedButNotCopied() {
        UserLine line = line(TALLY, 1, 60);

        assertThat(line.itemsSynced()).isEqualTo(90);
        assertThat(line.itemsPerMinute()).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({"1, 30, 120", "1, 120, 30", "1, 86400, 0", "1, 0,", "2, 60,"})
    void theRateIsThatOfTheInitialSync(int syncedPass, long seconds, Long itemsPerMinute) {
        assertThat(line(TALLY, syncedPass, seconds).itemsPerMinute()).isEqualTo(itemsPerMinute);
    }

    @Test
    void anInitialSyncBeforeTheLastRunHasNoDuration() {
        assertThat(batch(SampleReport.START.plusSeconds(90)).initialSyncDuration())
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(batch(SampleReport.START.minusSeconds(90)).initialSyncDuration())
                .isNull();
    }

    @Test
    void aBatchThatNeverRanHasNoStart() {
        MigrationBatch batch = SampleReport.batch();
        MigrationBatch created = new MigrationBatch(
                batch.name(),
                MigrationType.STAGED,
                batch.jobFile(),
                batch.sourceEndpoint(),
                batch.sourceServer(),
                batch.targetEndpoint(),
                batch.notified(),
                batch.createdBy(),
                batch.createTime(),
                Life.NEW);

        BatchLine line = BatchLine.of(
                new BatchView(created, BatchStatus.CREATED, SampleReport.view().counts(), null, null, null, ""));

        assertThat(line.startTime()).isNull();
    }

    private static BatchLine batch(Instant initialSyncTime) {
        return BatchLine.of(new BatchView(
                SampleReport.batch(),
                BatchStatus.SYNCED,
                SampleReport.view().counts(),
                initialSyncTime,
                null,
                null,
                ""));
    }

    private static UserLine line(FolderTally tally, int syncedPass, long seconds) {
        Instant end = SampleReport.START.plusSeconds(seconds);
        Progress progress = new Progress(true, true, syncedPass, false, 3, tally, SampleReport.START, end, end);
        return UserLine.of(SampleReport.user(
                1, SampleReport.row(2, "anna@example.test"), MigrationUserStatus.SYNCED, progress, null));
    }
}
