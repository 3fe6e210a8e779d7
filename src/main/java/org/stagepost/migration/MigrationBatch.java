package org.stagepost.migration;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.PassNumber;

/**
 * A batch as stored; its status is derived, never stored.
 *
 * @param jobFile absolute path of the job file it was created from
 * @param pass the pass that is open, or the last one
 * @param startTime of the first run
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
        PassNumber pass,
        Instant startTime) {
    public MigrationBatch {
        notified = List.copyOf(notified);
    }
}
