package org.stagepost.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchReport.BatchFailure;
import org.stagepost.migration.BatchReport.UserCsvShape;
import org.stagepost.migration.JobState;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.model.OutgoingMail;
import org.stagepost.model.PassNumber;
import org.stagepost.report.MailComposer;
import org.stagepost.report.MailKind;
import org.stagepost.report.ReportFiles;
import org.stagepost.report.ReportWriter;
import org.stagepost.report.WaitingMails;

/**
 * Writes a run's reports and sends its mails, one at a time. A mail that cannot be sent waits in the outbox; one that a
 * stop keeps from being sent is made anew when the batch goes on.
 */
public final class Reporting {
    private static final Logger LOG = LoggerFactory.getLogger(Reporting.class);

    private final BatchQueries queries;
    private final ReportWriter writer;
    private final MailComposer composer;
    private final Post post;
    private final HomeFolder home;

    public Reporting(BatchQueries queries, ReportWriter writer, MailComposer composer, Post post, HomeFolder home) {
        this.queries = queries;
        this.writer = writer;
        this.composer = composer;
        this.post = post;
        this.home = home;
    }

    /** Before the first run of a batch: what lies in its folder is of another one. @return a warning, or empty */
    Optional<String> setEarlierAside(BatchName batch) {
        return writer.setAside(home.reports(batch))
                .map(folder -> "the reports of an earlier batch " + batch + " are in " + folder + " now");
    }

    void firstStatus(RunState run) {
        synchronized (run) {
            BatchReport report = report(run, JobState.RUNNING);
            ReportFiles files = writer.write(report, folder(run));
            send(run, MailKind.FIRST_STATUS, composer.firstStatus(report, files));
        }
    }

    /** How far the run is; nothing once it has come to its end. */
    void progress(RunState run) {
        synchronized (run) {
            if (!run.halted() && !run.isReported()) {
                BatchReport report = report(run, JobState.RUNNING);
                ReportFiles files = writer.write(report, folder(run));
                send(run, MailKind.PROGRESS, composer.progress(report, files));
            }
        }
    }

    void finalReport(RunState run) {
        synchronized (run) {
            JobState state = run.failure().isPresent() ? JobState.FAILED : JobState.ENDED;
            BatchReport report = report(run, state);
            ReportFiles files = writer.write(report, folder(run));
            send(run, MailKind.FINAL_REPORT, composer.finalReport(report, files));
            run.reported();
        }
    }

    /** Mails that could not be sent before. */
    void deliverWaiting(RunState run) {
        post.deliver(run.jobFile(), run::halted);
    }

    /** What to tell at the end of a run of mails that could not be sent, a phrase for each. */
    List<String> waiting(BatchName batch) {
        return WaitingMails.phrases(batch, post.waiting(batch));
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

    private void send(RunState run, MailKind kind, OutgoingMail message) {
        try {
            post.send(run.jobFile(), kind, message, run::halted);
        } catch (MigrationException e) {
            if (e.code() == FailureCode.STOPPED && run.stopping()) {
                run.warn("the mail \"" + message.subject() + "\" is sent when the batch goes on");
                throw e; // its step is not done
            }
            LOG.error("mail \"{}\" is lost: {} {}", message.subject(), e.code(), e.detail());
            run.warn("the mail \"" + message.subject() + "\" was not sent: " + e.detail());
        }
    }
}
