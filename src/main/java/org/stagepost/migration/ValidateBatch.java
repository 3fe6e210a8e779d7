package org.stagepost.migration;

import org.stagepost.model.MigrationException;

/** Looks at all that a run of a batch needs, and changes nothing anywhere. */
public interface ValidateBatch {
    /** @throws MigrationException as {@link ManageBatches#readForRun(MigrationBatch)} */
    BatchValidation validate(MigrationBatch batch);
}
