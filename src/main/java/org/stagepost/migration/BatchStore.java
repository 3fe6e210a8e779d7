package org.stagepost.migration;

import java.util.List;
import java.util.Optional;
import org.stagepost.model.BatchName;

/** The batches. Thread-safe; each call is one short transaction, durable when it returns. */
public interface BatchStore {
    Optional<MigrationBatch> find(BatchName name);

    /** In the order of their names. */
    List<MigrationBatch> list();

    /** Adds the batch or replaces the one of the same name. */
    void save(MigrationBatch batch);
}
