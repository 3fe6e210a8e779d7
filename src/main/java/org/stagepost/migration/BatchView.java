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
    private final @Nullable Instant nextTime;
    private final String message;

    /**
     * Users by where they stand, each of them once; rejected rows count as failed and in total.
     *
     * @param synced those that are not completed; see {@link #through}
     */
    public record Counts(int total, int synced, int failed, int active, int stopped, int pending, int completed) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

        /**
         * Synced, whether or not that was for the last time: what is called synced wherever completed users are counted
         * besides (reports, JSON, mails, webhook).
         */
        public int through() {
            return synced + completed;
        }

        Counts plus(Counts other) {
            return new Counts(
                    total + other.total,
                    synced + other.synced,
                    failed + other.failed,
                    active + other.active,
                    stopped + other.stopped,
                    pending + other.pending,
                    completed + other.completed);
        }
    }

    public BatchView(
            MigrationBatch batch,
            BatchStatus status,
            Counts counts,
            @Nullable Instant initialSyncTime,
            @Nullable Instant lastSyncedTime,
            @Nullable Instant nextTime,
            String message) {
        this.batch = batch;
        this.status = status;
        this.counts = counts;
        this.initialSyncTime = initialSyncTime;
        this.lastSyncedTime = lastSyncedTime;
        this.nextTime = nextTime;
        this.message = message;
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
        return batch.startTime().flatMap(start -> initialSyncTime().map(end -> Duration.between(start, end)));
    }

    /** When the next user may start, or complete, by a time of its own. */
    public Optional<Instant> nextTime() {
        return Optional.ofNullable(nextTime);
    }

    /** How the last run ended, in a sentence; empty before it and while it runs. */
    public String message() {
        return message;
    }

    /** The same with one more sentence in its message. */
    BatchView withRemark(String sentence) {
        return new BatchView(
                batch,
                status,
                counts,
                initialSyncTime,
                lastSyncedTime,
                nextTime,
                message.isEmpty() ? sentence : message + " " + sentence);
    }

    public Optional<Instant> lastSyncedTime() {
        return Optional.ofNullable(lastSyncedTime);
    }
}
