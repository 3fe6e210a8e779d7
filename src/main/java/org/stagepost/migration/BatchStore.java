package org.stagepost.migration;

import java.time.Instant;
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

    /** Forgets the steps of runs that ended earlier, but not those of a batch's last run. */
    void forgetRuns(Instant endedBefore);

    /**
     * Removes the batch with its users, their journals, secrets, settings, requests and the history of its runs, part by
     * part: when it is interrupted, the batch is Removing until this is called again. Mailboxes stay as they are.
     */
    void remove(BatchName name);

    /** A run of the batch ended. @param outcome how, in a sentence */
    void ended(BatchName name, String outcome);
}
