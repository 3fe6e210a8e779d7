package org.stagepost.model;

/** Whether doing the same again can help. */
public enum Retry {
    /** Somebody must change something first. */
    NEVER,
    /** After a while, or at the next run. */
    LATER,
    /** At once. */
    NOW
}
