package org.stagepost.migration;

import java.util.List;
import java.util.Optional;
import org.stagepost.model.BatchName;

/** Answers what there is and how far it is; changes nothing. Thread-safe. */
public interface BatchQueries {
    /** In the order of their names. */
    List<BatchView> list();

    /** In the order of their names; their users are not counted. */
    List<MigrationBatch> uncounted();

    Optional<BatchView> find(BatchName name);

    MigrationTotals totals();

    /** In the order of their rows. @throws org.stagepost.model.MigrationException BATCH_UNKNOWN */
    List<MigrationUser> users(BatchName name);

    /** Everything the reports of the batch's last pass are rendered from. @throws as {@link #users} */
    BatchReport report(BatchName name);

    /** The same as it stands when the job is in the given state: a job that reports about itself is still running. */
    BatchReport report(BatchName name, JobState state);
}
