package org.stagepost.job;

import java.nio.file.Path;
import org.stagepost.model.BatchName;

/**
 * Runs batches in this process, one at a time.
 * Fails with JOB_FILE_INVALID, CSV_INVALID (all findings in the message), BATCH_UNKNOWN, BATCH_ALREADY_RUNNING or
 * HOME_UNUSABLE before anything is started; what goes wrong later is in the result.
 */
public interface BatchRunner {
    /** Creates the batch if it is new, resumes an unfinished pass, else opens the next pass. */
    RunResult run(Path jobFile, RunListener listener);

    /** Goes on with what failed, stopped or was killed, and only that. */
    RunResult restart(BatchName batch, RunListener listener);

    /** Asks the run in this process to drain, or the next one not to begin: every mailbox ends at its next slice. */
    void stop();
}
