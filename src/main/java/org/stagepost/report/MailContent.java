package org.stagepost.report;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.MigrationUser;

/**
 * What the mails' templates show.
 *
 * @param ready users whose mailbox exists on the target and who have not failed
 * @param forwarded those of them whose old address forwards
 * @param unfinished users that neither synced nor failed
 * @param failures the first ones
 * @param outcome what has been reached, in a sentence
 * @param folder where the report files are
 * @param files names of those that are attached, or would be
 * @param tooLarge true when the files are not attached
 */
record MailContent(
        String batch,
        int total,
        int ready,
        long forwarded,
        int synced,
        int failed,
        int unfinished,
        long itemsSynced,
        long itemsInSource,
        long itemsSkipped,
        long itemsLabelled,
        String size,
        @Nullable ConsistencyScore score,
        List<ErrorLine> failures,
        int moreFailures,
        boolean retry,
        boolean batchFailed,
        String outcome,
        int pass,
        Path folder,
        List<String> files,
        boolean tooLarge) {
    private static final int MOST_FAILURES = 20;

    static MailContent of(BatchReport report, Path folder, List<Path> files, boolean tooLarge) {
        BatchView.Counts counts = report.view().counts();
        List<UserLine> users = UserLine.of(report);
        List<ErrorLine> errors = ErrorLine.of(report);
        List<MigrationUser> ready =
                report.users().stream().filter(MailContent::isReady).toList();
        return new MailContent(
                report.view().batch().name().value(),
                counts.total(),
                ready.size(),
                ready.stream().filter(user -> user.progress().forwarded()).count(),
                counts.through(),
                counts.failed(),
                counts.total() - counts.through() - counts.failed(),
                users.stream().mapToLong(UserLine::itemsSynced).sum(),
                users.stream().mapToLong(UserLine::itemsInSource).sum(),
                users.stream().mapToLong(UserLine::itemsSkipped).sum(),
                users.stream().mapToLong(UserLine::itemsLabelled).sum(),
                Units.bytes(users.stream().mapToLong(UserLine::bytesSynced).sum()),
                ReportDocument.worstScore(users),
                errors.stream().limit(MOST_FAILURES).toList(),
                Math.max(0, errors.size() - MOST_FAILURES),
                RetrySheet.hasRows(report),
                !report.failures().isEmpty(),
                Outcome.sentence(report),
                report.view().batch().pass().value(),
                folder,
                files.stream().map(file -> file.getFileName().toString()).toList(),
                tooLarge);
    }

    private static boolean isReady(MigrationUser user) {
        return user.progress().provisioned() && !user.status().isFailed();
    }

    boolean allForward() {
        return forwarded == ready;
    }

    boolean withErrors() {
        return synced < total;
    }
}
