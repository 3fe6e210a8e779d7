package org.stagepost.migration;

/** What the job behind a batch is doing. */
public enum JobState {
    /** No run yet. */
    NONE,
    STARTING,
    /** Until the time from which it may copy. */
    WAITING,
    RUNNING,
    STOPPING,
    STOPPED,
    /** Ran to its end, with or without failed users. */
    ENDED,
    /** Ended by a failure of an endpoint, a directory or the batch itself. */
    FAILED,
    /** Its process died; nobody works on it. */
    DEAD;

    /** The same when somebody has stopped the run: what is under way is about to end. */
    JobState draining() {
        return switch (this) {
            case STARTING, WAITING, RUNNING -> STOPPING;
            case NONE, STOPPING, STOPPED, ENDED, FAILED, DEAD -> this;
        };
    }
}
