package org.stagepost.migration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.stagepost.migration.MigrationBatch.Life;
import org.stagepost.migration.MigrationBatch.Mark;
import org.stagepost.model.BatchName;
import org.stagepost.model.MigrationException;

/** The batches. Thread-safe; each call is one short transaction, durable when it returns. */
public interface BatchStore {
    Optional<MigrationBatch> find(BatchName name);

    /** In the order of their names; a row that cannot be read is there with {@link Mark#UNREADABLE}. */
    List<MigrationBatch> list();

    /** Adds the batch, or replaces what the job file says of the known one; how far that has come stays. */
    void save(MigrationBatch batch);

    /** Replaces what the job file says of a known batch; nothing when it was removed meanwhile. */
    void refresh(MigrationBatch batch);

    /**
     * A run of the batch begins.
     *
     * @throws MigrationException BATCH_NOT_READY when its removal has begun, or is through
     */
    void begin(BatchName name, Life life);

    /** Sets a mark, or takes it away. */
    void mark(BatchName name, Mark mark, boolean set);

    /** Forgets the steps of runs that ended earlier, but not those of a batch's last run. */
    void forgetRuns(Instant endedBefore);

    /**
     * Removes the batch with its users, their journals, secrets, settings, requests and the history of its runs, part by
     * part: when it is interrupted, the batch is Removing until this is called again. Mailboxes stay as they are.
     */
    void remove(BatchName name);

    /** A run of the batch ended, and drains no more. @param outcome how, in a sentence */
    void ended(BatchName name, String outcome);
}
