package org.stagepost.migration;

import java.util.List;
import java.util.Map;
import org.stagepost.model.Finding;
import org.stagepost.model.UserId;
import org.stagepost.sync.SkippedItem;

/**
 * Everything that the reports of one pass are rendered from.
 *
 * @param skipped per user, in the order of folders
 * @param warnings findings of the CSV and the job file that stopped nothing
 */
public record BatchReport(
        BatchView view,
        UserCsvShape csv,
        List<MigrationUser> users,
        List<RejectedRow> rejected,
        Map<UserId, List<SkippedItem>> skipped,
        List<Finding> warnings) {
    public BatchReport {
        users = List.copyOf(users);
        rejected = List.copyOf(rejected);
        skipped = Map.copyOf(skipped);
        warnings = List.copyOf(warnings);
    }

    /** How the batch's CSV is written, so that retry.csv looks the same: columns as written, and the delimiter. */
    public record UserCsvShape(List<String> header, char delimiter) {
        public UserCsvShape {
            header = List.copyOf(header);
        }
    }
}
