package org.stagepost.endpoint;

/** What real servers do otherwise than the standard says, each with its remedy in the connector. */
public enum ImapQuirk {
    /** A {@code \Flagged} that comes with APPEND is lost to other clients: it is stored afterwards (Exchange). */
    FLAGGED_AFTER_APPEND,
    /** Names that differ in case only are the same folder (Exchange). */
    FOLDERS_IGNORE_CASE
}
