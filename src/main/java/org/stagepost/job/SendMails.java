package org.stagepost.job;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchReport.UserCsvShape;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.ManageBatches;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.UserCsv;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.model.OutgoingMail;
import org.stagepost.report.KeptMail;
import org.stagepost.report.MailComposer;
import org.stagepost.report.ReportWriter;

/** Sends a batch's mails because somebody asks for it. */
public final class SendMails {
    private final ManageBatches manage;
    private final BatchQueries queries;
    private final Post post;
    private final HomeFolder home;
    private final ReportWriter writer;
    private final MailComposer composer = new MailComposer();

    public SendMails(ManageBatches manage, BatchQueries queries, Post post, HomeFolder home, Clock clock) {
        this.manage = manage;
        this.queries = queries;
        this.post = post;
        this.home = home;
        this.writer = new ReportWriter(clock);
    }

    /**
     * Sends the mails that wait, also those that were refused for good; where none waits, the report as it stands.
     *
     * @param to who gets the report; where somebody is named, nothing that waits is touched
     * @throws MigrationException BATCH_UNKNOWN; JOB_FILE_INVALID when there is no relay or nobody to send to;
     *     BATCH_ALREADY_RUNNING when another process sends what waits; as {@link org.stagepost.model.MailSender#send} when
     *     the report was not taken: it is not kept
     */
    public Post.Delivery send(BatchName name, List<EmailAddress> to) {
        MigrationBatch batch = manage.known(name);
        JobFile jobFile = manage.jobFile(batch);
        if (jobFile.smtp().isEmpty()) {
            throw new MigrationException(
                    FailureCode.JOB_FILE_INVALID,
                    jobFile.path() + " names no way out for mails: write notify, or smtp: { endpoint: NAME }");
        }
        if (to.isEmpty() && !post.waiting(name).isEmpty()) {
            return post.deliverAll(jobFile);
        }
        List<EmailAddress> recipients = to.isEmpty() ? jobFile.options().mails().notified() : to;
        if (recipients.isEmpty()) {
            throw new MigrationException(
                    FailureCode.JOB_FILE_INVALID, jobFile.path() + ": notify names nobody; name somebody with --to");
        }
        return new Post.Delivery(List.of(report(batch, jobFile, recipients)), List.of());
    }

    /** Mails that could not be sent yet, the oldest first. */
    public List<KeptMail> waiting(BatchName name) {
        return post.waiting(name);
    }

    private OutgoingMail report(MigrationBatch batch, JobFile jobFile, List<EmailAddress> recipients) {
        BatchReport report = inItsShape(queries.report(batch.name()), batch);
        Path folder = home.reports(batch.name(), batch.pass());
        return writer.aside(report, folder, files -> {
            OutgoingMail mail = report.view().status().isAtRest()
                    ? composer.finalReport(report, files)
                    : composer.progress(report, files);
            OutgoingMail addressed = mail.to(recipients);
            post.sendNow(jobFile, addressed);
            return addressed;
        });
    }

    /** With the header of its CSV, as far as that can be read now. */
    private BatchReport inItsShape(BatchReport report, MigrationBatch batch) {
        try {
            UserCsv csv = manage.readForRun(batch).csv();
            return new BatchReport(
                    report.view(),
                    new UserCsvShape(csv.header(), csv.delimiter()),
                    report.users(),
                    report.rejected(),
                    report.skipped(),
                    report.warnings(),
                    report.failures());
        } catch (MigrationException e) {
            return report;
        }
    }
}
