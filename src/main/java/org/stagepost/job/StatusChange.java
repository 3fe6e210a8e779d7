package org.stagepost.job;

import java.time.Instant;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchView.Counts;
import org.stagepost.model.BatchName;
import org.stagepost.model.PassNumber;

/**
 * A batch stands elsewhere than before.
 *
 * @param from Created for a batch that is new
 * @param users as they stand now
 */
public record StatusChange(
        BatchName batch, PassNumber pass, BatchStatus from, BatchStatus to, Instant time, Counts users) {}
