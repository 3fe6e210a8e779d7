package org.stagepost.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.stagepost.cli.terminal.Columns;
import org.stagepost.cli.terminal.ScreenSize;

class FrameTest {
    private static final Users THREE_OF_TWENTY = new Users(20, 2, 1, 0, 10);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private static Work work(long done, long known, long bytes, long knownBytes) {
        return new Work(new Amount(done, bytes), new Amount(known, knownBytes), new Amount(10, 2_100_000));
    }

    private static Snapshot snapshot(MailboxProgress... active) {
        Work total = work(4312, 9800, 120_000_000, 300_000_000);
        return new Snapshot("initialSync", THREE_OF_TWENTY, total, List.of(active), A_MINUTE, false);
    }

    private static String frame(Snapshot now, int rows, int columns) {
        return String.join("\n", Frame.lines(now, new ScreenSize(rows, columns)));
    }

    @Test
    void showsEveryMailboxAndTheTotals() {
        Snapshot now = snapshot(
                new MailboxProgress("ann@contoso.test", "INBOX/Projekte", work(512, 1204, 31_200_000, 62_400_000)),
                new MailboxProgress("b@contoso.test", "", work(0, 0, 0, 0)),
                new MailboxProgress("太郎@contoso.test", "送信済み", work(7, 7, 900, 900)));

        assertThat(frame(now, 24, 120)).isEqualTo("""
                        ann@contoso.test  [#####-----]     512/1,204  31.2 MB   2.1 MB/s  INBOX/Projekte
                        b@contoso.test    [----------]           0/0      0 B   2.1 MB/s
                        太郎@contoso.test [##########]           7/7    900 B   2.1 MB/s  送信済み
                        initialSync: 3/20 users, 1 failed | 4,312/9,800 items | 120 MB | 2.1 MB/s | ETA 3 min 49 s""");
    }

    @Test
    void cutsWhatTheScreenCannotHold() {
        Snapshot now = snapshot(new MailboxProgress(
                "a.very.long.name.of.a.user@department.contoso.test",
                "INBOX",
                work(512, 1204, 31_200_000, 62_400_000)));

        assertThat(frame(now, 24, 60)).isEqualTo("""
                        a.very.long.name.of… [#####-----]     512/1,204  31.2 MB  …
                        initialSync: 3/20 users, 1 failed | 4,312/9,800 items | 12…""");
    }

    @Test
    void showsNoMoreMailboxesThanThereAreRows() {
        MailboxProgress[] many = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> new MailboxProgress("user" + i + "@contoso.test", "INBOX", work(1, 2, 3, 4)))
                .toArray(MailboxProgress[]::new);

        assertThat(Frame.lines(snapshot(many), new ScreenSize(10, 80)))
                .hasSize(6)
                .element(4)
                .isEqualTo("and 16 more");
    }

    @Test
    void namesCannotMoveTheCursor() {
        Snapshot now = snapshot(new MailboxProgress("x\u001b[2J@contoso.test", "a\r\n\u001b]0;b", work(1, 2, 3, 4)));

        assertThat(frame(now, 24, 200))
                .doesNotContain("\u001b")
                .doesNotContain("\r")
                .contains("a\\u000D\\u000A\\u001B]0;b");
    }

    @Test
    void saysThatItIsStopping() {
        Snapshot now = new Snapshot("initialSync", THREE_OF_TWENTY, work(0, 0, 0, 0), List.of(), A_MINUTE, true);

        assertThat(frame(now, 24, 80)).isEqualTo("stopping: 3/20 users, 1 failed");
    }

    @RepeatedTest(100)
    void neverWiderOrHigherThanTheScreen(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        List<MailboxProgress> active = new ArrayList<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            String address = "ü".repeat(random.nextInt(60)) + "日".repeat(random.nextInt(20)) + "@contoso.test";
            long known = random.nextInt(1_000_000);
            active.add(new MailboxProgress(
                    address,
                    "フォルダ/".repeat(random.nextInt(30)),
                    work(known / 2, known, random.nextLong(1L << 40), 1L << 40)));
        }
        var screen = new ScreenSize(8 + random.nextInt(60), 20 + random.nextInt(200));

        List<String> lines = Frame.lines(snapshot(active.toArray(MailboxProgress[]::new)), screen);

        assertThat(lines).hasSizeLessThan(screen.rows());
        assertThat(lines).allMatch(line -> Columns.of(line) < screen.columns());
    }
}
