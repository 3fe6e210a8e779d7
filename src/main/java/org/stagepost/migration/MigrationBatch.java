package org.stagepost.migration;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.PassNumber;

/**
 * A batch as stored; its status is derived, never stored.
 *
 * @param jobFile absolute path of the job file it was created from
 */
public record MigrationBatch(
        BatchName name,
        MigrationType type,
        Path jobFile,
        String sourceEndpoint,
        String targetEndpoint,
        List<EmailAddress> notified,
        String createdBy,
        Instant createTime,
        Life life) {
    /**
     * How far the batch has come.
     *
     * @param pass the pass that is open, or the last one
     * @param startTime of the first run, null before it
     * @param completing the pass is the last: users complete with it
     * @param removing its removal began and was not finished
     * @param outcome how the last run ended, in a sentence; empty before it and while it runs
     */
    public record Life(
            PassNumber pass, @Nullable Instant startTime, boolean completing, boolean removing, String outcome) {
        /** Created and never started. */
        public static final Life NEW = new Life(PassNumber.INITIAL, null, false, false, "");

        /** A run begins. */
        public Life started(PassNumber next, PassOptions options, Instant now) {
            boolean opens = startTime == null || !next.equals(pass);
            boolean last = completing || opens && options.completes(next.isInitial(), now);
            return new Life(next, startTime == null ? now : startTime, last, removing, "");
        }

        /** The next pass is the last. */
        public Life completed() {
            return new Life(pass, startTime, true, removing, outcome);
        }

        /** Its removal begins. */
        public Life removed() {
            return new Life(pass, startTime, completing, true, outcome);
        }

        public PassKind kind() {
            return completing ? PassKind.COMPLETION : pass.isInitial() ? PassKind.INITIAL : PassKind.INCREMENTAL;
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
                name, type, jobFile, sourceEndpoint, targetEndpoint, notified, createdBy, createTime, changed);
    }
}
