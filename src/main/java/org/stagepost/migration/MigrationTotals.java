package org.stagepost.migration;

import java.util.List;
import org.stagepost.migration.BatchView.Counts;
import org.stagepost.sync.FolderTally;

/**
 * All batches together.
 *
 * @param users rows that were left out included
 * @param items over all folders and passes of all users
 */
public record MigrationTotals(int batches, int running, Counts users, FolderTally items) {
    static MigrationTotals of(List<BatchView> batches, FolderTally items) {
        Counts users = batches.stream().map(BatchView::counts).reduce(Counts.NONE, Counts::plus);
        int running = (int)
                batches.stream().filter(batch -> !batch.status().isAtRest()).count();
        return new MigrationTotals(batches.size(), running, users, items);
    }
}
