package org.stagepost.cli.progress;

/**
 * How far a mailbox or a whole run is.
 *
 * @param known what was found so far, done or not
 * @param perSecond how fast it goes at present
 */
record Work(Amount done, Amount known, Amount perSecond) {
    /** From 0 to 1; bytes say more than items, as long as there are any. */
    double share() {
        if (known.bytes() > 0) {
            return Math.min(1, (double) done.bytes() / known.bytes());
        }
        return known.items() > 0 ? Math.min(1, (double) done.items() / known.items()) : 0;
    }
}
