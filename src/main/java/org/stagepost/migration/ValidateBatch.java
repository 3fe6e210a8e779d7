package org.stagepost.migration;

import java.nio.file.Path;
import org.stagepost.model.MigrationException;

/** Looks at all that a run of a batch needs, and changes nothing anywhere. */
public interface ValidateBatch {
    /** @throws MigrationException as {@link ManageBatches#readForRun(MigrationBatch)} */
    BatchValidation validate(MigrationBatch batch);

    /** What the batch's completion would do now. @throws MigrationException as {@link #validate(MigrationBatch)} */
    BatchValidation completion(MigrationBatch batch);

    /** Of a batch that may not be known yet. @throws MigrationException as {@link ManageBatches#readForRun(Path)} */
    BatchValidation validate(Path jobFile);
}
