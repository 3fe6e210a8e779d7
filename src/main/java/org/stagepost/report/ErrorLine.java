package org.stagepost.report;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchReport.BatchFailure;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.Phase;
import org.stagepost.migration.RejectedRow;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;

/**
 * Why a user failed, one fault of a row that was left out, or why the run ended.
 *
 * @param firstSeen null for faults of a row
 * @param lastSeen null for faults of a row
 */
record ErrorLine(
        int row,
        String emailAddress,
        String phase,
        String failureCode,
        String message,
        String hint,
        int retries,
        @Nullable Instant firstSeen,
        @Nullable Instant lastSeen) {

    /** The batch's own failure first, as row 0 and without an address; then in the order of the rows. */
    static List<ErrorLine> of(BatchReport report) {
        Stream<ErrorLine> failed =
                report.users().stream().filter(ErrorLine::isOpen).flatMap(user -> of(user).stream());
        Stream<ErrorLine> rejected = report.rejected().stream()
                .flatMap(row -> row.findings().stream().map(finding -> of(row, finding)));
        Stream<ErrorLine> batch = report.failures().stream().map(ErrorLine::of);
        return Stream.of(batch, failed, rejected)
                .flatMap(lines -> lines)
                .sorted(Comparator.comparingInt(ErrorLine::row))
                .toList();
    }

    /** Why the run ended, for everybody. */
    boolean isOfTheBatch() {
        return row == 0 && emailAddress.isEmpty();
    }

    /** The user failed, and nobody has tried again: one who waits for the next attempt has not been mended. */
    static boolean isOpen(MigrationUser user) {
        return user.status().isFailed()
                || user.status() == MigrationUserStatus.QUEUED && user.failure().isPresent();
    }

    /** The last failure, also of a user who is on the way again. */
    static Optional<ErrorLine> of(MigrationUser user) {
        return user.failure()
                .map(failure -> new ErrorLine(
                        user.row().line(),
                        user.row().address().value(),
                        failure.phase().name(),
                        failure.code().name(),
                        failure.message(),
                        failure.code().hint(failure.message()),
                        failure.retries(),
                        UserLine.seconds(failure.firstSeen()),
                        UserLine.seconds(failure.lastSeen())));
    }

    private static ErrorLine of(BatchFailure failure) {
        return new ErrorLine(
                0,
                "",
                "",
                failure.code().name(),
                failure.message(),
                failure.code().hint(failure.message()),
                0,
                null,
                null);
    }

    private static ErrorLine of(RejectedRow row, Finding finding) {
        String remedy = finding.remedy();
        return new ErrorLine(
                finding.line() == 0 ? row.line() : finding.line(),
                row.address(),
                Phase.VALIDATE.name(),
                FailureCode.CSV_INVALID.name(),
                UserLine.sentence(finding),
                remedy.isEmpty() ? FailureCode.CSV_INVALID.hint() : remedy,
                0,
                null,
                null);
    }
}
