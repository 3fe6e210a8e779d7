package org.stagepost.endpoint;

/** Whether both directions of a connection are compressed (RFC 4978); never where the server does not offer it. */
public enum Compression {
    /** Where the line turns out to be long and slow: there a connection waits for it more than for a processor. */
    AUTO,
    /** Wherever it is offered. */
    ALWAYS,
    /** Nowhere. */
    NEVER
}
