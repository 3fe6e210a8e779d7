package org.stagepost.report;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stagepost.credential.SecretReference;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchReport.UserCsvShape;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationBatch.Life;
import org.stagepost.migration.MigrationType;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUser.Progress;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.Phase;
import org.stagepost.migration.RejectedRow;
import org.stagepost.migration.UserFailure;
import org.stagepost.migration.UserRow;
import org.stagepost.migration.UserSettings;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.model.Finding.Severity;
import org.stagepost.model.FolderPath;
import org.stagepost.model.OutgoingMail;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;
import org.stagepost.sync.Approval;
import org.stagepost.sync.FolderTally;
import org.stagepost.sync.SkippedItem;

/** A batch in which everything happens that a report can show; hostile text included. */
final class SampleReport {
    static final String ESCAPE = "\u001B";
    static final Instant START = Instant.parse("2026-11-20T08:00:00.123Z");
    static final Instant SYNCED = Instant.parse("2026-11-20T08:04:05.623Z");

    private static final BatchName NAME = new BatchName("wave-1");
    private static final List<String> HEADER = List.of("EmailAddress", "USERNAME", "Password", "Team", "UserRoot");

    private SampleReport() {}

    static BatchReport imap() {
        return new BatchReport(
                view(),
                new UserCsvShape(HEADER, ';'),
                users(),
                List.of(misspelt(), shifted()),
                Map.of(new UserId(2), List.of(tooLarge(), forged())),
                List.of(new Finding(
                        Severity.WARNING, "users.csv", 1, "USERNAME", "header in another case", "write UserName")));
    }

    static BatchView view() {
        return new BatchView(
                batch(),
                BatchStatus.SYNCED_WITH_ERRORS,
                new BatchView.Counts(7, 2, 4, 0, 1, 0, 0),
                null,
                SYNCED,
                null,
                "Batch wave-1: 2 of 7 users are synced, 4 failed.");
    }

    static MigrationBatch batch() {
        return new MigrationBatch(
                NAME,
                MigrationType.IMAP,
                Path.of("/srv/jobs/wave-1.yml"),
                "old-mail",
                "imap://old.example.test:993",
                "new-mail",
                List.of(new EmailAddress("admin@example.test"), new EmailAddress("desk@example.test")),
                "root",
                Instant.parse("2026-11-19T16:30:00Z"),
                new Life(PassNumber.INITIAL, START, Set.of(), ""));
    }

    static List<MigrationUser> users() {
        return List.of(
                user(1, row(2, "anna@example.test"), MigrationUserStatus.SYNCED, synced(tally(1200, 0)), null),
                user(2, row(3, "jörg@example.test"), MigrationUserStatus.SYNCED, synced(tally(40, 2)), null),
                user(3, row(5, "bea@example.test"), MigrationUserStatus.FAILED, Progress.NONE, refused()),
                user(4, row(6, "+cyd@example.test"), MigrationUserStatus.FAILED, begun(), formula()),
                user(5, row(8, "dan@example.test"), MigrationUserStatus.STOPPED, begun(), null));
    }

    static MigrationUser user(
            long id, UserRow row, MigrationUserStatus status, Progress progress, @Nullable UserFailure failure) {
        return new MigrationUser(new UserId(id), NAME, row, status, progress, UserSettings.NONE, failure);
    }

    static UserRow row(int line, String address) {
        return new UserRow(
                line,
                new EmailAddress(address),
                "-" + line + ";=x",
                SecretReference.parse("store:wave-1/" + line),
                false,
                "/users/" + line,
                "",
                SecretReference.none());
    }

    static Progress synced(FolderTally tally) {
        return new Progress(false, false, 1, false, 7, tally, START, SYNCED, SYNCED);
    }

    private static Progress begun() {
        return new Progress(
                false, false, 0, false, 2, new FolderTally(500, 120, 0, 0, 0, 40, 1_234_567), START, null, null);
    }

    static FolderTally tally(long inSource, long skipped) {
        return new FolderTally(inSource, inSource - skipped - 1, 0, skipped, 1, 81_234 * inSource);
    }

    private static UserFailure refused() {
        return new UserFailure(
                Phase.SYNC,
                FailureCode.CREDENTIALS_REFUSED,
                "old-mail refused the login of bea@example.test: NO [AUTHENTICATIONFAILED] invalid credentials",
                2,
                Instant.parse("2026-11-19T20:00:00Z"),
                Instant.parse("2026-11-20T08:00:02Z"));
    }

    private static UserFailure formula() {
        return new UserFailure(
                Phase.SYNC,
                FailureCode.TARGET_QUOTA_FULL,
                "=HYPERLINK(\"http://evil.example.test\";\"see here\")\r\nNO full" + ESCAPE + "[2J",
                0,
                Instant.parse("2026-11-20T08:03:00Z"),
                Instant.parse("2026-11-20T08:03:00Z"));
    }

    static SkippedItem tooLarge() {
        return new SkippedItem(
                FolderPath.of("Büro", "Pläne/2026"),
                new ItemKey("4711"),
                FailureCode.ITEM_TOO_LARGE,
                "<plan@example.test>",
                Instant.parse("2025-03-01T10:00:00Z"),
                "Bea Müller <bea@example.test>",
                "Pläne, „final“; \"neu\" 图纸",
                73_400_320,
                "NO [TOOBIG] message is larger than 52428800 bytes",
                new Approval("root", Instant.parse("2026-11-20T08:30:00.9Z"), "=agreed with Bea\u202E"));
    }

    static SkippedItem forged() {
        return new SkippedItem(
                FolderPath.INBOX,
                new ItemKey("-17"),
                FailureCode.ITEM_REFUSED,
                "",
                Instant.parse("2024-02-29T23:59:59Z"),
                "@SUM(1+1)*cmd|' /C calc'!A0",
                "\tbill\r\n2026-11-20 ERROR all is lost" + ESCAPE
                        + "]0;owned\u0007\u202Etxt.exe<script>alert(1)</script>",
                2048,
                "NO " + ESCAPE + "[31mrefused\u009B2J");
    }

    private static RejectedRow misspelt() {
        return new RejectedRow(
                4,
                "=eve(at)example.test" + ESCAPE + "[2J",
                List.of("=eve(at)example.test", "eve", "", "blue", ""),
                SecretReference.parse("env:EVE_PASSWORD"),
                SecretReference.none(),
                List.of(
                        finding(4, "EmailAddress", "not an SMTP address", "write name@domain"),
                        finding(4, "UserRoot", "blank at its end", "")));
    }

    /** A comma in an unquoted password: the password's second half stands in another cell. */
    private static RejectedRow shifted() {
        return new RejectedRow(
                7,
                "fay@example.test",
                List.of("fay@example.test", "fay", "", "canary-half", "", ""),
                SecretReference.parse("canary-literal"),
                SecretReference.none(),
                List.of(finding(7, "", "6 cells, but the header has 5", "quote cells that hold a semicolon")));
    }

    /** Mails that could not be sent. */
    static List<KeptMail> waiting() {
        return List.of(
                waiting("one", FailureCode.ENDPOINT_UNREACHABLE, "smtp.example.test:587 is not reachable: timed out"),
                waiting("two", FailureCode.ENDPOINT_REFUSED, "smtp.example.test:587 refused: 550 no" + ESCAPE + "[2J"));
    }

    private static KeptMail waiting(String subject, FailureCode code, String message) {
        OutgoingMail mail = new OutgoingMail(batch().notified(), subject, "text", "<p>html</p>", List.of());
        return new KeptMail(Path.of("outbox"), MailKind.FINAL_REPORT, SYNCED, mail, code, message);
    }

    private static Finding finding(int line, String where, String message, String remedy) {
        return new Finding(Severity.ROW, "users.csv", line, where, message, remedy);
    }
}
