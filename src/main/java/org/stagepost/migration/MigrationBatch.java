package org.stagepost.migration;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.PassNumber;

/**
 * A batch as stored; its status is derived, never stored.
 *
 * @param jobFile absolute path of the job file it was created from
 * @param sourceServer address of the source endpoint, the same for the same server
 */
public record MigrationBatch(
        BatchName name,
        MigrationType type,
        Path jobFile,
        String sourceEndpoint,
        String sourceServer,
        String targetEndpoint,
        List<EmailAddress> notified,
        String createdBy,
        Instant createTime,
        Life life) {
    /** What is true of a batch besides how far it has come. */
    public enum Mark {
        /** The pass is the last: users complete with it. */
        COMPLETING,
        /** Its removal began and was not finished. */
        REMOVING,
        /** Somebody stopped the run that is going on. */
        DRAINING,
        /** The end of {@code serve} stopped its run: the next one goes on. */
        INTERRUPTED,
        /** Its row cannot be read; what can be removed is removed. Never stored. */
        UNREADABLE
    }

    /**
     * How far the batch has come.
     *
     * @param pass the pass that is open, or the last one
     * @param startTime of the first run, null before it
     * @param outcome how the last run ended, in a sentence; empty before it and while it runs
     */
    public record Life(PassNumber pass, @Nullable Instant startTime, Set<Mark> marks, String outcome) {
        /** Created and never started. */
        public static final Life NEW = new Life(PassNumber.INITIAL, null, Set.of(), "");

        public Life {
            marks = Set.copyOf(marks);
        }

        /** A run begins. @param last no pass follows this one; once a batch completes, it stays so */
        public Life started(PassNumber next, boolean last, Instant now) {
            Set<Mark> kept = last || is(Mark.COMPLETING) ? Set.of(Mark.COMPLETING) : Set.of();
            return new Life(next, startTime == null ? now : startTime, kept, "");
        }

        public boolean is(Mark mark) {
            return marks.contains(mark);
        }

        public PassKind kind() {
            return is(Mark.COMPLETING)
                    ? PassKind.COMPLETION
                    : pass.isInitial() ? PassKind.INITIAL : PassKind.INCREMENTAL;
        }
    }

    public MigrationBatch {
        notified = List.copyOf(notified);
    }

    /** The pass that is open, or the last one. */
    public PassNumber pass() {
        return life.pass();
    }

    /** Of the first run; empty before it. */
    public Optional<Instant> startTime() {
        return Optional.ofNullable(life.startTime());
    }

    public MigrationBatch with(Life changed) {
        return new MigrationBatch(
                name,
                type,
                jobFile,
                sourceEndpoint,
                sourceServer,
                targetEndpoint,
                notified,
                createdBy,
                createTime,
                changed);
    }
}
