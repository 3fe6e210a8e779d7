package org.stagepost.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchView;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.OutgoingMail;

/**
 * Makes the mails to those who are notified of a batch; both throw HOME_UNUSABLE when the files are not there.
 * Thread-safe.
 */
public final class MailComposer {
    /** Base64 makes a third more of it, and 10 MB is what common servers take. */
    static final long MOST_ATTACHED_BYTES = 7L * 1024 * 1024;

    private final MailTemplate status = new MailTemplate("status");
    private final MailTemplate end = new MailTemplate("final");

    /** Staged: mailboxes exist and forward, users may start; what failed up to here is listed. */
    public OutgoingMail firstStatus(BatchReport report, ReportFiles files) {
        List<Path> attachments = new ArrayList<>(List.of(files.statistics(), files.errors()));
        String subject = subject(report) + ": mailboxes are ready";
        return mail(report, status, subject, withRetry(report, files, attachments));
    }

    /** The data is in: counts, failures with their remedies, and how to restart. */
    public OutgoingMail finalReport(BatchReport report, ReportFiles files) {
        List<Path> attachments = new ArrayList<>(List.of(files.statistics(), files.errors(), files.skipped()));
        BatchView.Counts counts = report.view().counts();
        boolean withErrors = counts.through() < counts.total();
        String ending = withErrors ? " has finished - with errors" : " has finished";
        String subject = subject(report) + (report.failures().isEmpty() ? ending : " has failed");
        return mail(report, end, subject, withRetry(report, files, attachments));
    }

    private static String subject(BatchReport report) {
        return "E-mail migration batch \"" + report.view().batch().name() + "\"";
    }

    private static List<Path> withRetry(BatchReport report, ReportFiles files, List<Path> attachments) {
        if (RetrySheet.hasRows(report)) {
            attachments.add(files.retry());
        }
        return attachments;
    }

    private static OutgoingMail mail(BatchReport report, MailTemplate template, String subject, List<Path> files) {
        boolean tooLarge = sizeOf(files) > MOST_ATTACHED_BYTES;
        MailContent content = MailContent.of(report, files, tooLarge);
        return new OutgoingMail(
                report.view().batch().notified(),
                subject,
                template.text(content),
                template.html(content),
                tooLarge ? List.of() : files);
    }

    private static long sizeOf(List<Path> files) {
        long bytes = 0;
        for (Path file : files) {
            try {
                bytes += Files.size(file);
            } catch (IOException e) {
                throw new MigrationException(FailureCode.HOME_UNUSABLE, "cannot read the report " + file, e);
            }
        }
        return bytes;
    }
}
