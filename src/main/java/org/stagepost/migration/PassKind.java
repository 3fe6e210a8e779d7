package org.stagepost.migration;

/** What a pass over the users of a batch is for. */
public enum PassKind {
    /** The first one. */
    INITIAL,
    /** Copies what changed since the one before. */
    INCREMENTAL,
    /** Copies what changed for the last time, and completes the users. */
    COMPLETION
}
