package org.stagepost.model;

/** How far a failure reaches: everything up to and including this is given up, the rest goes on. Order matters. */
public enum Reach {
    ITEM,
    FOLDER,
    MAILBOX,
    ENDPOINT,
    BATCH
}
