package org.stagepost.migration;

/** What becomes of scheduled runs whose time came while nobody was there to start them. */
public enum Misfire {
    /** One run now, however many were missed. */
    RUN_ONCE,
    /** None; the next one is the next that comes. */
    SKIP
}
