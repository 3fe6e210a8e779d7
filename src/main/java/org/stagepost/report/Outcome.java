package org.stagepost.report;

import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchView.Counts;

/** What a batch has reached, in the words with which mails and report.html begin. */
final class Outcome {
    private Outcome() {}

    /** {@code 18 of 20 users are synced, 2 failed.} */
    static String sentence(BatchReport report) {
        Counts counts = report.view().counts();
        int unfinished = counts.total() - counts.through() - counts.failed();
        String through = counts.through() == counts.total() ? "All " : counts.through() + " of ";
        String failed = counts.failed() == 0 ? "" : ", " + counts.failed() + " failed";
        String left = unfinished == 0 ? "" : ", " + unfinished + " unfinished";
        return through + counts.total() + " users are synced" + failed + left + ".";
    }
}
