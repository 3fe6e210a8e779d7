package org.stagepost.migration;

import java.util.List;
import java.util.Map;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.model.UserId;
import org.stagepost.sync.SkippedItem;

/**
 * Everything that the reports of one pass are rendered from.
 *
 * @param skipped per user, in the order of folders
 * @param warnings findings of the CSV and the job file that stopped nothing
 * @param failures why the run ended before all users had their turn; empty when it did not
 */
public record BatchReport(
        BatchView view,
        UserCsvShape csv,
        List<MigrationUser> users,
        List<RejectedRow> rejected,
        Map<UserId, List<SkippedItem>> skipped,
        List<Finding> warnings,
        List<BatchFailure> failures) {
    public BatchReport {
        users = List.copyOf(users);
        rejected = List.copyOf(rejected);
        skipped = Map.copyOf(skipped);
        warnings = List.copyOf(warnings);
        failures = List.copyOf(failures);
    }

    /** Of a pass in which nothing failed but users. */
    public BatchReport(
            BatchView view,
            UserCsvShape csv,
            List<MigrationUser> users,
            List<RejectedRow> rejected,
            Map<UserId, List<SkippedItem>> skipped,
            List<Finding> warnings) {
        this(view, csv, users, rejected, skipped, warnings, List.of());
    }

    /** Why the run as a whole came to its end: an endpoint, a directory, a defect. */
    public record BatchFailure(FailureCode code, String message) {}

    /** How the batch's CSV is written, so that retry.csv looks the same: columns as written, and the delimiter. */
    public record UserCsvShape(List<String> header, char delimiter) {
        public UserCsvShape {
            header = List.copyOf(header);
        }
    }
}
