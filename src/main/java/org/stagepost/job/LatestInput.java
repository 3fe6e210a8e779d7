package org.stagepost.job;

import org.stagepost.migration.BatchInput;
import org.stagepost.migration.JobFile;

/** What the runs of one start were given, with the settings as they are now. Thread-safe. */
final class LatestInput {
    private volatile BatchInput input;

    LatestInput(BatchInput input) {
        this.input = input;
    }

    BatchInput get() {
        return input;
    }

    /** @throws org.stagepost.model.MigrationException JOB_FILE_INVALID when the settings are of another batch */
    synchronized void update(JobFile changed) {
        input = input.with(input.jobFile().updated(changed));
    }
}
