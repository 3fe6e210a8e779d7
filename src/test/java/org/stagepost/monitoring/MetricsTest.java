package org.stagepost.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stagepost.job.LoggedRun;
import org.stagepost.job.RunListener;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationBatch.Life;
import org.stagepost.migration.MigrationType;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;

class MetricsTest {
    private static final BatchName BATCH = new BatchName("wave-1");

    private final Metrics metrics = new Metrics(List::of, WebhookState.NONE, Clock.systemUTC());

    @AfterEach
    void close() {
        metrics.close();
    }

    private static List<BatchView> stored() {
        MigrationBatch batch = new MigrationBatch(
                BATCH,
                MigrationType.IMAP,
                Path.of("/jobs/wave-1.yml"),
                "old-mail",
                "imap://old.example.test:993",
                "new-mail",
                List.of(),
                "admin",
                Instant.EPOCH,
                new Life(PassNumber.INITIAL, Instant.EPOCH, Set.of(), ""));
        return List.of(new BatchView(
                batch, BatchStatus.SYNCING, new BatchView.Counts(1, 0, 0, 1, 0, 0, 0), null, null, null, ""));
    }

    @Test
    void aBatchThatIsNotStoredYetIsCountedFromTheBeginning() {
        RunListener run = metrics.heard(BATCH, new LoggedRun(BATCH));

        metrics.show(List.of());
        run.committed(new UserId(1), FolderPath.INBOX, 3, 300);
        metrics.show(stored());

        assertThat(metrics.text()).contains("stagepost_items_total{batch=\"wave-1\",side=\"target\"} 3.0");
    }

    @Test
    void nothingIsKeptOfABatchThatIsGone() {
        RunListener run = metrics.heard(BATCH, new LoggedRun(BATCH));
        metrics.show(stored());

        metrics.show(List.of());
        run.runFailed(FailureCode.ENDPOINT_UNREACHABLE);

        assertThat(metrics.text()).doesNotContain("wave-1");
    }
}
