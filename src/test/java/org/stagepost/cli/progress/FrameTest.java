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

    private static final MailboxProgress ANN =
            new MailboxProgress("ann@contoso.test", "", "INBOX/Projekte", work(512, 1204, 31_200_000, 62_400_000));
    private static final MailboxProgress BOB = new MailboxProgress("b@contoso.test", "", "", work(0, 0, 0, 0));
    private static final MailboxProgress TARO =
            new MailboxProgress("太郎@contoso.test", "", "送信済み/とても長いフォルダーの名前です", work(7, 7, 900, 900));
    private static final MailboxProgress LONG = new MailboxProgress(
            "maximiliane.von-und-zu-hohenstein@department.contoso.test",
            "",
            "Archives/2024/Customers/Northwind",
            work(123_456, 234_567, 9_900_000_000L, 99_000_000_000L));

    @Test
    void workersAreNamedWhereThereAreAny() {
        MailboxProgress far = new MailboxProgress("ann@contoso.test", "mover-1/4711", "INBOX", work(1, 2, 3, 4));

        assertThat(frame(snapshot(far, BOB), 24, 160)).contains("mover-1/4711  INBOX");
        assertThat(frame(snapshot(far, BOB), 24, 60)).doesNotContain("mover-1/4711");
    }

    @Test
    void wideScreenShowsAllOfEveryMailboxAndTheTotals() {
        assertThat(frame(snapshot(ANN, BOB, LONG, TARO), 24, 160)).isEqualTo("""
                        ann@contoso.test                          [#####-----]        512/1,204    31.2 MB   2.1 MB/s  ETA 15 s    INBOX/Projekte
                        b@contoso.test                            [----------]              0/0        0 B   2.1 MB/s
                        maximiliane.von-und-zu-hohenstein@depar…  [#---------]  123,456/234,567     9.9 GB   2.1 MB/s  ETA 11.8 h  Archives/2024/Customers/Northwind
                        太郎@contoso.test                         [##########]              7/7      900 B   2.1 MB/s              送信済み/とても長いフォルダーの名前です
                        initialSync: 3/20 users, 1 failed | 4,312/9,800 items | 120 MB | 2.1 MB/s | ETA 3 min 49 s""");
    }

    @Test
    void usualScreenHasRoomForTheFolderButNotForTheBar() {
        assertThat(frame(snapshot(ANN, BOB, TARO), 24, 80)).isEqualTo("""
                        ann@contoso.test   512/1,204    31.2 MB   2.1 MB/s  ETA 15 s    INBOX/Projekte
                        b@contoso.test           0/0        0 B   2.1 MB/s
                        太郎@contoso.test        7/7      900 B   2.1 MB/s              送信済み/とて…
                        initialSync: 3/20 users, 1 failed | 4,312/9,800 items | 2.1 MB/s | ETA 3 min""");
    }

    @Test
    void columnsGoInAFixedOrderAsTheScreenGetsNarrower() {
        Snapshot now = snapshot(LONG);

        assertThat(frame(now, 24, 80)).startsWith("""
                        maximiliane.von-und-zu-hohe…  123,456/234,567     9.9 GB   2.1 MB/s  ETA 11.8 h
                        """);
        assertThat(frame(now, 24, 60)).isEqualTo("""
                        maximiliane.von-un…  123,456/234,567     9.9 GB  ETA 11.8 h
                        initialSync: 3/20 users, 1 failed | 4,312/9,800 items | ET…""");
        assertThat(frame(now, 24, 50)).startsWith("maximiliane.von-und…  123,456/234,567  ETA 11.8 h\n");
        assertThat(frame(now, 24, 40)).startsWith("maximiliane.von-und-z…  123,456/234,567\n");
        assertThat(frame(now, 24, 20)).startsWith("maximiliane.von-un…\n");
    }

    @Test
    void tinyScreenShowsWhatItCan() {
        assertThat(frame(snapshot(ANN, BOB, TARO), 5, 20)).isEqualTo("""
                        ann@contoso.test
                        and 2 more
                        initialSync: 3/20 …""");
        assertThat(frame(snapshot(ANN, BOB, TARO), 3, 80)).hasLineCount(2).startsWith("ann@contoso.test");
        assertThat(frame(snapshot(ANN, BOB, TARO), 2, 80)).hasLineCount(1).startsWith("initialSync");
    }

    @Test
    void aMailboxThatStandsStillOrStopsForetellsNothing() {
        Work still = new Work(new Amount(1, 10), new Amount(5, 50), Amount.NOTHING);

        assertThat(still.left()).isEmpty();
        assertThat(work(5, 5, 50, 50).left()).isEmpty();
        assertThat(new Work(new Amount(1, 0), new Amount(61, 0), new Amount(2, 0)).left())
                .as("where only items are known")
                .contains(Duration.ofSeconds(30));
        Snapshot stopping = new Snapshot("initialSync", THREE_OF_TWENTY, ANN.work(), List.of(ANN), A_MINUTE, true);
        assertThat(frame(stopping, 24, 80)).doesNotContain("ETA");
    }

    @Test
    void showsNoMoreMailboxesThanThereAreRows() {
        MailboxProgress[] many = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> new MailboxProgress("user" + i + "@contoso.test", "", "INBOX", work(1, 2, 3, 4)))
                .toArray(MailboxProgress[]::new);

        assertThat(Frame.lines(snapshot(many), new ScreenSize(10, 80)))
                .hasSize(6)
                .element(4)
                .isEqualTo("and 16 more");
    }

    @Test
    void namesCannotMoveTheCursor() {
        Snapshot now =
                snapshot(new MailboxProgress("x\u001b[2J@contoso.test", "", "a\r\n\u001b]0;b", work(1, 2, 3, 4)));

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
                    "mover/1".repeat(random.nextInt(2)),
                    "フォルダ/".repeat(random.nextInt(30)),
                    work(known / 2, known, random.nextLong(1L << 40), 1L << 40)));
        }
        var screen = new ScreenSize(2 + random.nextInt(60), 2 + random.nextInt(200));

        List<String> lines = Frame.lines(snapshot(active.toArray(MailboxProgress[]::new)), screen);

        assertThat(lines).hasSizeLessThan(screen.rows());
        assertThat(lines).allMatch(line -> Columns.of(line) < screen.columns());
    }
}
