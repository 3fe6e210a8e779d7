package org.stagepost.job;

import java.nio.file.Path;
import java.util.Set;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;

/**
 * Runs batches in this process, several at once but each of them once. Thread-safe.
 * Fails with JOB_FILE_INVALID, CSV_INVALID (all findings in the message), BATCH_UNKNOWN, BATCH_ALREADY_RUNNING or
 * HOME_UNUSABLE before anything is started; what goes wrong later is in the result.
 */
public interface BatchRunner {
    /** Creates the batch if it is new, resumes an unfinished pass, else opens the next pass. */
    RunResult run(Path jobFile, RunListener listener);

    /** The same with the job file that the batch was made from. */
    RunResult start(BatchName batch, RunListener listener);

    /** Goes on with what failed, stopped or was killed, and only that. */
    RunResult restart(BatchName batch, RunListener listener);

    /**
     * Opens the last pass: users complete with it.
     *
     * @throws org.stagepost.model.MigrationException also BATCH_NOT_READY with everything that stands in the way
     */
    RunResult complete(BatchName batch, RunListener listener);

    /**
     * Makes what dead processes left restartable; to be called by the owner of the home folder before it runs anything.
     *
     * @return the batches that were being run
     */
    Set<BatchName> recover();

    /** The batches that run in this process, or are about to. */
    Set<BatchName> running();

    /** Asks all runs in this process to drain, and others not to begin: every mailbox ends at its next slice. */
    void stop();

    /** The same in a process that others follow: what it stops is marked as interrupted. */
    void interrupt();

    /**
     * The batch's run reads its settings again: limits, and how many mailboxes are copied at once.
     *
     * @return false when it does not run here
     * @throws org.stagepost.model.MigrationException JOB_FILE_INVALID, and nothing is changed then
     */
    boolean update(BatchName batch);

    /** Asks the batch's run to drain. @return false when it does not run here */
    boolean stop(BatchName batch);

    /** Asks one user of the batch to end at its next slice. @return false when the batch does not run here */
    boolean stop(BatchName batch, EmailAddress user);
}
