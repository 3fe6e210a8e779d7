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
 * Makes the mails to those who are notified of a batch; all throw HOME_UNUSABLE when the files are not there.
 * Thread-safe.
 */
public final class MailComposer {
    /** Base64 makes a third more of it, and 10 MB is what common servers take. */
    static final long MOST_ATTACHED_BYTES = 7L * 1024 * 1024;

    /** A larger report.html is not attached: about 7,000 users. */
    static final long LARGEST_PAGE_BYTES = 2L * 1024 * 1024;

    private final MailTemplate status = new MailTemplate("status");
    private final MailTemplate progress = new MailTemplate("progress");
    private final MailTemplate end = new MailTemplate("final");

    /** Staged: mailboxes exist and forward, users may start; what failed up to here is listed. */
    public OutgoingMail firstStatus(BatchReport report, ReportFiles files) {
        String subject = subject(report) + ": mailboxes are ready";
        return mail(report, status, subject, files, List.of(files.statistics(), files.errors()));
    }

    /** A run goes on: how far it is. */
    public OutgoingMail progress(BatchReport report, ReportFiles files) {
        BatchView.Counts counts = report.view().counts();
        String subject = subject(report) + ": " + counts.through() + " of " + counts.total() + " users are synced";
        return mail(report, progress, subject, files, List.of(files.statistics(), files.errors()));
    }

    /** The data is in: counts, failures with their remedies, and how to restart. */
    public OutgoingMail finalReport(BatchReport report, ReportFiles files) {
        BatchView.Counts counts = report.view().counts();
        boolean withErrors = counts.through() < counts.total();
        String ending = withErrors ? " has finished - with errors" : " has finished";
        String subject = subject(report) + (report.failures().isEmpty() ? ending : " has failed");
        return mail(report, end, subject, files, List.of(files.statistics(), files.errors(), files.skipped()));
    }

    private static String subject(BatchReport report) {
        return "E-mail migration batch \"" + report.view().batch().name() + "\"";
    }

    /** @param usual what is attached in any case, if all of it fits */
    private static OutgoingMail mail(
            BatchReport report, MailTemplate template, String subject, ReportFiles files, List<Path> usual) {
        List<Path> wanted = new ArrayList<>(usual);
        if (RetrySheet.hasRows(report)) {
            wanted.add(files.retry());
        }
        long bytes = sizeOf(wanted);
        boolean tooLarge = bytes > MOST_ATTACHED_BYTES;
        long page = sizeOf(List.of(files.html()));
        if (page <= LARGEST_PAGE_BYTES && bytes + page <= MOST_ATTACHED_BYTES) {
            wanted.add(files.html());
        }
        MailContent content = MailContent.of(report, files.folder(), wanted, tooLarge);
        return new OutgoingMail(
                report.view().batch().notified(),
                subject,
                template.text(content),
                template.html(content),
                tooLarge ? List.of() : wanted);
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
