package org.stagepost.job;

import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.migration.BatchMail;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchReport.BatchFailure;
import org.stagepost.migration.BatchReport.UserCsvShape;
import org.stagepost.migration.JobState;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MailSender;
import org.stagepost.model.MigrationException;
import org.stagepost.model.OutgoingMail;
import org.stagepost.model.PassNumber;
import org.stagepost.report.MailComposer;
import org.stagepost.report.ReportFiles;
import org.stagepost.report.ReportWriter;

/**
 * Writes a run's reports and sends its mails. A mail that cannot be sent is logged, and the reports stay; one that a stop
 * keeps from being sent is sent when the batch goes on.
 */
public final class Reporting {
    private static final Logger LOG = LoggerFactory.getLogger(Reporting.class);

    private final BatchQueries queries;
    private final ReportWriter writer;
    private final MailComposer composer;
    private final BatchMail mail;
    private final HomeFolder home;

    public Reporting(
            BatchQueries queries, ReportWriter writer, MailComposer composer, BatchMail mail, HomeFolder home) {
        this.queries = queries;
        this.writer = writer;
        this.composer = composer;
        this.mail = mail;
        this.home = home;
    }

    /** Before the first run of a batch: what lies in its folder is of another one. @return a warning, or empty */
    Optional<String> setEarlierAside(BatchName batch) {
        return writer.setAside(home.reports(batch))
                .map(folder -> "the reports of an earlier batch " + batch + " are in " + folder + " now");
    }

    void firstStatus(RunState run) {
        BatchReport report = report(run, JobState.RUNNING);
        ReportFiles files = writer.write(report, folder(run));
        send(run, composer.firstStatus(report, files));
    }

    void finalReport(RunState run) {
        JobState state = run.failure().isPresent() ? JobState.FAILED : JobState.ENDED;
        BatchReport report = report(run, state);
        ReportFiles files = writer.write(report, folder(run));
        send(run, composer.finalReport(report, files));
        run.reported();
    }

    /** The reports as they stand, without a mail: after a stop, or when the job could not reach its final report. */
    BatchReport writeFiles(RunState run, JobState state) {
        BatchReport report = report(run, state);
        try {
            writer.write(report, folder(run));
        } catch (MigrationException e) {
            LOG.error("the reports could not be written: {}", e.detail(), e);
            run.warn("the reports could not be written: " + e.detail());
        }
        return report;
    }

    Path folder(RunState run) {
        return folder(run.jobFile().name(), run.pass());
    }

    Path folder(BatchName batch, PassNumber pass) {
        return home.reports(batch, pass);
    }

    private BatchReport report(RunState run, JobState state) {
        BatchReport report = queries.report(run.jobFile().name(), state);
        UserCsvShape shape = new UserCsvShape(run.csv().header(), run.csv().delimiter());
        return new BatchReport(
                report.view(),
                shape,
                report.users(),
                report.rejected(),
                report.skipped(),
                run.findings(),
                run.failure().stream()
                        .map(failure -> new BatchFailure(failure.code(), failure.detail()))
                        .toList());
    }

    private void send(RunState run, OutgoingMail message) {
        try {
            Optional<MailSender> sender =
                    message.recipients().isEmpty() ? Optional.empty() : mail.senderFor(run.jobFile(), run::halted);
            sender.ifPresent(way -> way.send(message));
        } catch (MigrationException e) {
            if (e.code() == FailureCode.STOPPED && run.stopping()) {
                run.warn("the mail \"" + message.subject() + "\" is sent when the batch goes on");
                throw e; // its step is not done
            }
            LOG.warn("mail \"{}\" was not sent: {} {}", message.subject(), e.code(), e.detail());
            run.warn("the mail \"" + message.subject() + "\" was not sent: " + e.detail());
        }
    }
}
