package org.stagepost.report;

import java.util.Optional;
import org.stagepost.migration.MigrationUser;
import org.stagepost.sync.FolderTally;

/**
 * How complete a user's mailbox is on the target, in Exchange Online's words, by published thresholds.
 *
 * <p>What counts is <em>missing</em>: items of the source that were skipped, or that have no fate yet. Items that the
 * user deleted during the run are not missing. A user whose initial sync has not ended has no score, unless it failed:
 * then it is {@link #POOR}. A batch is as good as its worst user. In the order from complete to incomplete.
 */
public enum ConsistencyScore {
    /** Nothing is missing. */
    PERFECT("Perfect"),
    /** At most 1 in 1,000 items is missing, and at most 10. */
    GOOD("Good"),
    /** At most 1 in 100 items is missing, or at most 5. */
    INVESTIGATE("Investigate"),
    /** More is missing, or the user failed before its initial sync ended. */
    POOR("Poor");

    private static final long GOOD_MOST = 10;
    private static final long INVESTIGATE_FREE = 5;

    private final String word;

    ConsistencyScore(String word) {
        this.word = word;
    }

    /** Empty as long as the initial sync has not ended. */
    public static Optional<ConsistencyScore> of(MigrationUser user) {
        if (user.initialSyncEnd().isPresent()) {
            return Optional.of(of(user.progress().tally()));
        }
        return user.status().isFailed() ? Optional.of(POOR) : Optional.empty();
    }

    /** The score of a mailbox whose initial sync has ended. */
    public static ConsistencyScore of(FolderTally tally) {
        long missing = tally.skipped() + Math.max(0, tally.pending());
        if (missing == 0) {
            return PERFECT;
        }
        if (missing <= tally.inSource() / 1000 && missing <= GOOD_MOST) {
            return GOOD;
        }
        return missing <= tally.inSource() / 100 || missing <= INVESTIGATE_FREE ? INVESTIGATE : POOR;
    }

    /** The word that users read. */
    @Override
    public String toString() {
        return word;
    }
}
