package org.stagepost.migration;

/** What can be asked of the process that runs batches. */
public enum RequestKind {
    /** Resume an unfinished pass, else open the next one. */
    START,
    /** Only what failed, was stopped or was killed. */
    RESTART,
    /** Open the last pass. */
    COMPLETE,
    /** Let what runs go by the settings that are stored now. */
    UPDATE,
    /** Say what runs; of no batch in particular. */
    REPORT,
    /** Drain the batch, or one user of it. */
    STOP
}
