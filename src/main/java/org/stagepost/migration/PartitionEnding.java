package org.stagepost.migration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.MigrationException;

/**
 * How a worker's partition ended.
 *
 * @param end what Spring Batch's row will say
 * @param counts of the step
 * @param failure that is not the user's alone: an endpoint's, or the batch's own; null in most
 * @param warnings for the administrator, as they stand at the end of a run
 */
public record PartitionEnding(
        End end, Counts counts, @Nullable MigrationException failure, List<String> warnings) {
    /** In the words of Spring Batch. */
    public enum End {
        COMPLETED,
        FAILED,
        STOPPED
    }

    /** Slices that were planned and copied, and commits and rollbacks of Spring Batch. */
    public record Counts(long read, long write, long commit, long rollback) {
        public static final Counts NONE = new Counts(0, 0, 0, 0);
    }

    public PartitionEnding {
        warnings = List.copyOf(warnings);
    }
}
