package org.stagepost.migration;

import java.util.List;
import java.util.Set;
import org.stagepost.directory.ChangeJournal;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;

/** The directory changes of all batches. Thread-safe. */
public interface ChangeHistory {
    /** Those of a batch that stand, in the order in which they were made; without those that only took others back. */
    List<RecordedChange> of(BatchName batch);

    /** Users of the batch whose last change that was made is taken back, or takes another one back. */
    Set<EmailAddress> usersTakenBack(BatchName batch);

    /** It does not stand any more. */
    void takenBack(long row);

    /** Where the batch's next changes are written. */
    ChangeJournal journal(BatchName batch);
}
