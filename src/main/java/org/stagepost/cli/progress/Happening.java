package org.stagepost.cli.progress;

import java.time.Instant;

/** One line of a run's story. */
record Happening(Instant time, Weight weight, String text) {
    /** Who wants to read it. */
    enum Weight {
        /** Only a plain view: a frame shows it anyway. */
        DETAIL,
        /** Every view but the quiet one. */
        NOTICE,
        /** Every view. */
        FAILURE
    }
}
