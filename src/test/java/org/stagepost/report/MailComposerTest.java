package org.stagepost.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUser.Progress;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.Phase;
import org.stagepost.migration.UserFailure;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.OutgoingMail;
import org.stagepost.sync.FolderTally;
import org.stagepost.testing.Golden;

class MailComposerTest {
    private static final UserFailure HOSTILE = new UserFailure(
            Phase.PROVISION,
            FailureCode.DIRECTORY_REFUSED,
            "<script>alert('x')</script> & \"more\"\r\nBcc: all@example.test\u001B[2J",
            0,
            SampleReport.START,
            SampleReport.START);

    private final MailComposer composer = new MailComposer();
    private Path folder = Path.of("");

    @BeforeEach
    void inAnEmptyFolder(@TempDir Path empty) {
        folder = empty;
    }

    @Test
    void finalReportLooksAsReviewed() {
        OutgoingMail mail = composer.finalReport(SampleReport.imap(), written(SampleReport.imap()));

        assertThat(mail.subject()).isEqualTo("E-mail migration batch \"wave-1\" has finished - with errors");
        Golden.matches("report/final-mail.txt", bare(mail.text()));
        Golden.matches("report/final-mail.html", bare(mail.html()));
    }

    @Test
    void firstStatusLooksAsReviewed() {
        BatchReport report = staged(List.of(ready(1, true), ready(2, true), ready(3, false), failed(4)));

        OutgoingMail mail = composer.firstStatus(report, written(report));

        assertThat(mail.subject()).isEqualTo("E-mail migration batch \"wave-1\": mailboxes are ready");
        assertThat(mail.recipients()).isEqualTo(report.view().batch().notified());
        Golden.matches("report/status-mail.txt", bare(mail.text()));
        Golden.matches("report/status-mail.html", bare(mail.html()));
    }

    @Test
    void aBatchWithoutErrorsHasFinishedAndNeedsNoRestart() {
        BatchReport report = staged(List.of(synced(1), synced(2)));
        ReportFiles files = written(report);

        OutgoingMail mail = composer.finalReport(report, files);

        assertThat(mail.subject()).isEqualTo("E-mail migration batch \"wave-1\" has finished");
        assertThat(mail.text())
                .startsWith("All 2 users are synced.\n")
                .contains("Synced: 2 of 2\nFailed: 0\n")
                .doesNotContain("restart")
                .doesNotContain("retry.csv");
        assertThat(mail.attachments())
                .containsExactly(files.statistics(), files.errors(), files.skipped(), files.html());
    }

    @Test
    void everyForwardedMailboxIsSaidToForward() {
        BatchReport report = staged(List.of(ready(1, true), ready(2, true)));

        OutgoingMail mail = composer.firstStatus(report, written(report));

        assertThat(mail.text())
                .contains("2 of 2 mailboxes are ready")
                .contains("receives the mail for\nits old address");
    }

    @Test
    void failedUsersBringRetryCsv() {
        BatchReport report = SampleReport.imap();
        ReportFiles files = written(report);

        assertThat(composer.finalReport(report, files).attachments())
                .containsExactly(files.statistics(), files.errors(), files.skipped(), files.retry(), files.html());
        assertThat(composer.firstStatus(report, files).attachments())
                .containsExactly(files.statistics(), files.errors(), files.retry(), files.html());
    }

    @Test
    void filesTooLargeForAMailAreNamedOnly() throws IOException {
        BatchReport report = SampleReport.imap();
        ReportFiles files = written(report);
        try (var large = new RandomAccessFile(files.skipped().toFile(), "rw")) {
            large.setLength(MailComposer.MOST_ATTACHED_BYTES + 1);
        }

        OutgoingMail mail = composer.finalReport(report, files);

        assertThat(mail.attachments()).isEmpty();
        assertThat(mail.text())
                .contains("too large to attach. They are in\n  " + folder + "\n")
                .contains("  - skipped.csv\n");
    }

    @Test
    void aLargePageIsNotAttachedAndTheOthersAre() throws IOException {
        ReportFiles files = written(SampleReport.imap());
        try (var large = new RandomAccessFile(files.html().toFile(), "rw")) {
            large.setLength(MailComposer.LARGEST_PAGE_BYTES + 1);
        }

        assertThat(composer.finalReport(SampleReport.imap(), files).attachments())
                .containsExactly(files.statistics(), files.errors(), files.skipped(), files.retry());
    }

    @Test
    void progressLooksAsReviewed() {
        BatchReport report = staged(List.of(synced(1), ready(2, true), failed(3)));

        OutgoingMail mail = composer.progress(report, written(report));

        assertThat(mail.subject()).isEqualTo("E-mail migration batch \"wave-1\": 1 of 3 users are synced");
        Golden.matches("report/progress-mail.txt", bare(mail.text()));
        Golden.matches("report/progress-mail.html", bare(mail.html()));
    }

    @Test
    void textFitsAPhoneAndBeginsWithTheOutcome() {
        BatchReport report = SampleReport.imap();

        String text = bare(composer.finalReport(report, written(report)).text());

        assertThat(text).startsWith("2 of 7 users are synced, 4 failed, 1 unfinished.\n");
        assertThat(text.lines()).allMatch(line -> line.length() <= MailText.WIDTH);
    }

    @Test
    void wordsThatAreTooLongStayWholeAndIndentsAreKept() {
        String path = "/srv/" + "x".repeat(80);

        assertThat(MailText.wrapped("  see " + path + " now\n* "
                        + "ab ".repeat(30).strip() + "\n  stagepost restart " + "w".repeat(64)))
                .isEqualTo("  see\n  " + path + "\n  now\n* " + "ab ".repeat(19).strip() + "\n  "
                        + "ab ".repeat(11).strip() + "\n  stagepost restart " + "w".repeat(64) + "\n");
    }

    @Test
    void foreignTextIsNeitherMarkupNorControl() {
        BatchReport report = staged(List.of(failed(1)));

        OutgoingMail mail = composer.finalReport(report, written(report));

        assertThat(mail.html()).doesNotContain("<script").contains("&lt;script&gt;");
        assertThat(mail.text()).contains("<script>alert('x')</script>");
        assertThat(mail.text().lines()).noneMatch(line -> line.strip().startsWith("Bcc:"));
        assertThat((mail.text() + mail.html()).replace("\n", "")).doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void manyFailuresAreNotAllInTheMail() {
        BatchReport report = staged(
                IntStream.rangeClosed(1, 25).mapToObj(MailComposerTest::failed).toList());

        String text = composer.finalReport(report, written(report)).text();

        assertThat(text)
                .contains("user20@example.test")
                .doesNotContain("user21@example.test")
                .contains("and 5 more");
    }

    @Test
    void missingFilesAreAnUnusableHome() throws IOException {
        ReportFiles files = written(SampleReport.imap());
        Files.delete(files.errors());

        assertThatThrownBy(() -> composer.finalReport(SampleReport.imap(), files))
                .isInstanceOfSatisfying(MigrationException.class, failure -> assertThat(failure.code())
                        .isEqualTo(FailureCode.HOME_UNUSABLE));
    }

    private ReportFiles written(BatchReport report) {
        return new ReportWriter(Clock.systemUTC()).write(report, folder);
    }

    private String bare(String text) {
        return text.replace(folder.toString(), "FOLDER");
    }

    private static BatchReport staged(List<MigrationUser> users) {
        int failed = (int) users.stream()
                .filter(user -> user.status() == MigrationUserStatus.FAILED)
                .count();
        int synced = (int) users.stream()
                .filter(user -> user.status() == MigrationUserStatus.SYNCED)
                .count();
        var counts = new BatchView.Counts(users.size(), synced, failed, 0, 0, users.size() - synced - failed, 0);
        return new BatchReport(
                new BatchView(SampleReport.batch(), BatchStatus.SYNCING, counts, null, null, null, ""),
                new BatchReport.UserCsvShape(List.of("EmailAddress", "Password"), ','),
                users,
                List.of(),
                Map.of(),
                List.of());
    }

    private static MigrationUser ready(int number, boolean forwarded) {
        Progress progress = new Progress(true, forwarded, 0, false, 0, FolderTally.NOTHING, null, null, null);
        return user(number, MigrationUserStatus.QUEUED, progress);
    }

    private static MigrationUser synced(int number) {
        return user(number, MigrationUserStatus.SYNCED, SampleReport.synced(SampleReport.tally(10, 0)));
    }

    private static MigrationUser failed(int number) {
        return SampleReport.user(
                number,
                SampleReport.row(number + 1, "user" + number + "@example.test"),
                MigrationUserStatus.FAILED,
                Progress.NONE,
                HOSTILE);
    }

    private static MigrationUser user(int number, MigrationUserStatus status, Progress progress) {
        return SampleReport.user(
                number, SampleReport.row(number + 1, "user" + number + "@example.test"), status, progress, null);
    }
}
