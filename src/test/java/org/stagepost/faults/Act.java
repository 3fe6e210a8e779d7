package org.stagepost.faults;

/** What is done to a connection after a byte has passed. */
enum Act {
    PASS,
    /** Both sides see the end of the stream. */
    FIN,
    /** Both sides see a reset. */
    RST,
    /** The client sees a reset; the server hears nothing of it for a while. */
    HALF,
    /** Silence on both sides for a while, then a reset. */
    STALL
}
