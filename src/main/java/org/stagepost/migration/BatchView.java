package org.stagepost.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A batch as `list`, `show`, reports and mails present it, counts included. */
public final class BatchView {
    private final MigrationBatch batch;
    private final BatchStatus status;
    private final Counts counts;
    private final @Nullable Instant initialSyncTime;
    private final @Nullable Instant lastSyncedTime;

    /** Users by where they stand; rejected rows count as failed and in total. */
    public record Counts(int total, int synced, int failed, int active, int stopped, int pending) {}

    public BatchView(
            MigrationBatch batch,
            BatchStatus status,
            Counts counts,
            @Nullable Instant initialSyncTime,
            @Nullable Instant lastSyncedTime) {
        this.batch = batch;
        this.status = status;
        this.counts = counts;
        this.initialSyncTime = initialSyncTime;
        this.lastSyncedTime = lastSyncedTime;
    }

    public MigrationBatch batch() {
        return batch;
    }

    public BatchStatus status() {
        return status;
    }

    public Counts counts() {
        return counts;
    }

    /** When the last user's initial sync ended; empty until all have. */
    public Optional<Instant> initialSyncTime() {
        return Optional.ofNullable(initialSyncTime);
    }

    public Optional<Duration> initialSyncDuration() {
        return initialSyncTime().map(end -> Duration.between(batch.startTime(), end));
    }

    public Optional<Instant> lastSyncedTime() {
        return Optional.ofNullable(lastSyncedTime);
    }
}
