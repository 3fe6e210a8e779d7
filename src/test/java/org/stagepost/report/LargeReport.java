package org.stagepost.report;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUser.Progress;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.Phase;
import org.stagepost.migration.UserFailure;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.sync.FolderTally;
import org.stagepost.sync.SkippedItem;

/** Writes the reports of a large batch, to see how long a browser takes with its page. */
public final class LargeReport {
    private static final Instant START = Instant.parse("2026-11-20T18:00:00Z");

    private LargeReport() {}

    /** @param arguments the folder to write into, and how many users */
    public static void main(String[] arguments) {
        long begin = System.nanoTime();
        ReportFiles files = new ReportWriter(Clock.systemUTC())
                .write(of(Integer.parseInt(arguments[1])), Path.of(arguments[0]).toAbsolutePath());
        System.out.println(files.html() + " in "
                + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
    }

    /** 20 at a time, each with some thousand items; 1 in 50 fails, 1 in 20 has a skipped item. */
    static BatchReport of(int users) {
        Random random = new Random(1);
        List<MigrationUser> all =
                IntStream.range(0, users).mapToObj(i -> user(i, random)).toList();
        int failed = (int) all.stream().filter(user -> user.status().isFailed()).count();
        BatchReport sample = SampleReport.imap();
        var counts = new BatchView.Counts(users, users - failed, failed, 0, 0, 0, 0);
        return new BatchReport(
                new BatchView(
                        SampleReport.batch(),
                        BatchStatus.SYNCED_WITH_ERRORS,
                        counts,
                        SampleReport.SYNCED,
                        SampleReport.SYNCED,
                        null,
                        ""),
                sample.csv(),
                all,
                List.of(),
                all.stream()
                        .filter(user -> user.progress().tally().skipped() > 0)
                        .collect(Collectors.toMap(MigrationUser::id, LargeReport::skipped)),
                List.of());
    }

    private static MigrationUser user(int number, Random random) {
        long items = (long) Math.exp(random.nextGaussian() + 8);
        Instant started = START.plusSeconds(number / 20 * 90L + random.nextInt(60));
        Instant end = started.plusMillis(items * (8 + random.nextInt(15)));
        boolean failed = number % 50 == 7;
        long skipped = number % 20 == 3 ? 1 : 0;
        FolderTally tally = new FolderTally(items, items - skipped, 0, skipped, 0, items * 75_000);
        Progress progress = failed
                ? new Progress(false, false, 0, false, 3, tally, started, null, null)
                : new Progress(false, false, 1, false, 12, tally, started, end, end);
        FailureCode code = number % 100 == 7 ? FailureCode.CREDENTIALS_REFUSED : FailureCode.TARGET_QUOTA_FULL;
        UserFailure failure = new UserFailure(
                Phase.SYNC, code, "NO [OVERQUOTA] the server's own words about user " + number, 0, started, started);
        return SampleReport.user(
                number + 1,
                SampleReport.row(number + 2, "first.last" + number + "@department.example.test"),
                failed ? MigrationUserStatus.FAILED : MigrationUserStatus.SYNCED,
                progress,
                failed ? failure : null);
    }

    private static List<SkippedItem> skipped(MigrationUser user) {
        return List.of(new SkippedItem(
                FolderPath.of("Projects", "2025"),
                new ItemKey("4711"),
                FailureCode.ITEM_TOO_LARGE,
                "<plan@example.test>",
                Instant.parse("2025-03-01T10:00:00Z"),
                "Bea <bea@example.test>",
                "The plans",
                73_400_320,
                "NO [TOOBIG] message is larger than 52428800 bytes"));
    }
}
