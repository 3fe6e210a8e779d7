package org.stagepost.report;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.BatchReport;
import org.stagepost.model.Finding;

/**
 * A batch's whole report as JSON shows it.
 *
 * @param schema raised when a field changes its meaning or goes; new fields do not raise it
 * @param written null where the report is only shown
 * @param score of the worst user, null as long as nobody has one
 */
record ReportDocument(
        int schema,
        @Nullable Instant written,
        BatchLine batch,
        @Nullable ConsistencyScore score,
        List<UserLine> users,
        List<ErrorLine> errors,
        List<SkippedLine> skipped,
        List<Warning> warnings) {

    /** A finding that stopped nothing. */
    record Warning(String file, int line, String where, String message, String remedy) {
        static Warning of(Finding finding) {
            return new Warning(finding.file(), finding.line(), finding.where(), finding.message(), finding.remedy());
        }
    }

    static ReportDocument of(BatchReport report, @Nullable Instant written) {
        List<UserLine> users = UserLine.of(report);
        return new ReportDocument(
                JsonText.SCHEMA,
                UserLine.seconds(written),
                BatchLine.of(report.view()),
                worstScore(users),
                users,
                ErrorLine.of(report),
                SkippedLine.of(report),
                report.warnings().stream().map(Warning::of).toList());
    }

    /** The score of the batch: that of its worst user; null as long as one without a score may still be worse. */
    static @Nullable ConsistencyScore worstScore(List<UserLine> users) {
        ConsistencyScore worst = users.stream()
                .flatMap(user -> Stream.ofNullable(user.score()))
                .max(Comparator.naturalOrder())
                .orElse(null);
        boolean known = users.stream().allMatch(user -> user.score() != null);
        return known || worst == ConsistencyScore.POOR ? worst : null;
    }
}
