package org.stagepost.migration;

import java.util.List;
import org.stagepost.directory.ChangeJournal;
import org.stagepost.model.BatchName;

/** The directory changes of all batches. Thread-safe. */
public interface ChangeHistory {
    /** Those of a batch that stand, in the order in which they were made; without those that only took others back. */
    List<RecordedChange> of(BatchName batch);

    /** It does not stand any more. */
    void takenBack(long row);

    /** Where the batch's next changes are written. */
    ChangeJournal journal(BatchName batch);
}
