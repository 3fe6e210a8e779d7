package org.stagepost.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.model.EmailAddress;

/**
 * A batch with its counts, as {@code list}, {@code show} and the reports name its parts.
 *
 * @param direction as Exchange Online counts it: the mailboxes move in
 * @param synced completed users among them, as Exchange Online counts
 * @param startTime of the first run, null before it
 */
record BatchLine(
        String name,
        String type,
        String direction,
        String status,
        int total,
        int synced,
        int failed,
        int active,
        int stopped,
        int pending,
        int completed,
        String createdBy,
        @Nullable Instant createTime,
        @Nullable Instant startTime,
        @Nullable Instant initialSyncTime,
        @Nullable Duration initialSyncDuration,
        @Nullable Instant lastSyncedTime,
        String sourceEndpoint,
        String targetEndpoint,
        @JsonProperty("notify") List<String> notified,
        int pass,
        String jobFile,
        String message) {
    private static final String DIRECTION = "Onboarding";

    static BatchLine of(BatchView view) {
        MigrationBatch batch = view.batch();
        BatchView.Counts counts = view.counts();
        return new BatchLine(
                batch.name().value(),
                batch.type().word(),
                DIRECTION,
                view.status().word(),
                counts.total(),
                counts.through(),
                counts.failed(),
                counts.active(),
                counts.stopped(),
                counts.pending(),
                counts.completed(),
                batch.createdBy(),
                UserLine.seconds(batch.createTime()),
                UserLine.seconds(batch.startTime().orElse(null)),
                UserLine.seconds(view.initialSyncTime().orElse(null)),
                initialSyncDuration(view),
                UserLine.seconds(view.lastSyncedTime().orElse(null)),
                batch.sourceEndpoint(),
                batch.targetEndpoint(),
                batch.notified().stream().map(EmailAddress::value).toList(),
                batch.pass().value(),
                batch.jobFile().toString(),
                view.message());
    }

    /** Null once a later run has begun: its start is after the initial sync, so no duration can be told. */
    private static @Nullable Duration initialSyncDuration(BatchView view) {
        return view.initialSyncDuration()
                .filter(duration -> !duration.isNegative())
                .map(duration -> duration.truncatedTo(ChronoUnit.MILLIS))
                .orElse(null);
    }
}
