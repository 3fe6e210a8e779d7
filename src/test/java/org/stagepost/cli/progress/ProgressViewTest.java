package org.stagepost.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.stagepost.cli.FakeShell;
import org.stagepost.cli.Samples;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.Finding;
import org.stagepost.model.FolderPath;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;

/** The views, round by round: nothing here waits for the painter's own thread. */
class ProgressViewTest {
    private static final UserId ID = new UserId(0);
    private static final EmailAddress ANN = new EmailAddress("ann@contoso.test");
    private static final FolderPath EVIL = FolderPath.of("INBOX", "x\u001b[2J");

    private final HandClock clock = new HandClock();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final FakeShell shell = new FakeShell().onScreen(24, 80);
    private final Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), shell);

    private void work(ProgressView view) {
        view.imported(3, 2, List.of(new Finding(Finding.Severity.ROW, "u.csv", 3, "", "no address", "")));
        view.stepStarted("initialSync");
        view.userStarted(ID, ANN);
        view.planned(ID, 10, 1000);
        clock.pass(Duration.ofSeconds(1));
        view.committed(ID, EVIL, 4, 400);
    }

    private void end(ProgressView view) {
        view.userEnded(ID, ANN, MigrationUserStatus.SYNCED, "");
        view.userEnded(
                new UserId(1), new EmailAddress("bob@contoso.test"), MigrationUserStatus.FAILED, "NO \u001b[31mno");
    }

    @Test
    void plainLinesTellWhatHappened() {
        var view = new ProgressView(new PlainDisplay(terminal), clock);

        work(view);
        view.show();
        end(view);
        view.show();

        assertThat(out).hasToString("""
                        2026-11-20T12:00:00Z u.csv:3: no address
                        2026-11-20T12:00:00Z 3 rows, 2 users to work on
                        2026-11-20T12:00:00Z step initialSync
                        2026-11-20T12:00:01Z ann@contoso.test Synced: 4 items, 400 B
                        2026-11-20T12:00:01Z bob@contoso.test Failed: NO \\u001B[31mno
                        """);
    }

    @Test
    void plainTotalsComeTwiceAMinute() {
        var view = new ProgressView(new PlainDisplay(terminal), clock);
        work(view);
        view.show();

        for (int second = 0; second < 120; second++) {
            clock.pass(Duration.ofSeconds(1));
            view.show();
        }

        assertThat(out.toString().lines().filter(line -> line.contains("0/2 users")))
                .hasSize(4)
                .first()
                .isEqualTo("initialSync: 0/2 users | 4/10 items | 400 B | 0 B/s");
    }

    @Test
    void quietTellsFailuresOnly() {
        var view = new ProgressView(new QuietDisplay(terminal), clock);

        work(view);
        end(view);
        view.stopping();
        view.show();

        assertThat(out.toString()).isEmpty();
        assertThat(err).hasToString("bob@contoso.test Failed: NO \\u001B[31mno\n");
    }

    @Test
    void frameIsPaintedOverAndFailuresScrollAboveIt() {
        var view = new ProgressView(new LiveDisplay(terminal, () -> false), clock);

        work(view);
        view.show();
        end(view);
        view.show();
        view.close();

        assertThat(out.toString().replace("\033", "^")).isEqualTo("""
                        ^[?25lu.csv:3: no address
                        3 rows, 2 users to work on
                        ^[?7lann@contoso.test       4/10      400 B    400 B/s  ETA 2 s     INBOX/x\\u001B[2J
                        initialSync: 0/2 users | 4/10 items | 400 B | 400 B/s
                        ^[?7h^[?25l^[2F^[J^[31mbob@contoso.test Failed: NO \\u001B[31mno^[0m
                        ^[?7linitialSync: 2/2 users, 1 failed | 4/10 items | 400 B | 400 B/s
                        ^[?7h^[1F^[J^[?7h^[?25h""");
    }

    @Test
    void screenIsMeasuredAgainOnceInAWhile() {
        var view = new ProgressView(new LiveDisplay(terminal, () -> false), clock);
        work(view);
        view.show();
        shell.onScreen(24, 30);

        view.show();
        clock.pass(Duration.ofSeconds(6));
        out.getBuffer().setLength(0);
        view.show();

        assertThat(out.toString()).contains("initialSync: 0/2 users | 4/1…");
    }

    @Test
    void aWindowThatGotNarrowerIsTakenOverAtOnceAndItsBrokenLinesAreErased() {
        var resized = new AtomicBoolean();
        var view = new ProgressView(new LiveDisplay(terminal, () -> resized.getAndSet(false)), clock);
        work(view);
        view.show();
        shell.onScreen(24, 30);
        resized.set(true);
        out.getBuffer().setLength(0);

        view.show();

        assertThat(out.toString().replace("\033", "^"))
                .startsWith("^[?25l^[5F^[J")
                .contains("ann@contoso.test       4/10\n");
    }

    @Test
    void aRunElsewhereShowsHowTheLedgerStands() {
        var view = new ProgressView(new LiveDisplay(terminal, () -> false), clock);

        view.joins("wave-1: pass 2 is run by another process");
        view.underWay(ID, ANN, 500, 9_000_000);
        view.planned(ID, 1200, 0);
        view.standing(new Standing("Syncing", 20, 2, 1, 0, 16));
        clock.pass(Duration.ofSeconds(10));
        view.committed(ID, FolderPath.INBOX, 100, 1_000_000);
        view.show();
        view.close();

        assertThat(out.toString())
                .contains("wave-1: pass 2 is run by another process\n")
                .contains("ann@contoso.test  600/1,200    10.0 MB   100 kB/s  ETA 1 min   INBOX\n")
                .contains("Syncing: 3/20 users, 1 failed | 600/1,200 items | 100 kB/s | ETA 33 min\n");
    }

    @Test
    void stoppingIsToldOnce() {
        var view = new ProgressView(new PlainDisplay(terminal), clock);

        view.stopping();
        view.stopping();
        view.show();

        assertThat(out.toString().lines()).hasSize(1).first().asString().contains("stopping: ");
    }

    @Test
    void closeWritesWhatIsLeftAndMayBeRepeated() {
        var view = new ProgressView(new PlainDisplay(terminal), clock);
        view.started(Samples.jobFile("wave-1"), new PassNumber(2), true);
        end(view);

        view.close();
        view.close();

        assertThat(out.toString()).contains("wave-1: pass 2 goes on\n").containsOnlyOnce("bob@contoso.test Failed");
    }

    @Test
    void runThatNeverBeganLeavesTheScreenAlone() {
        new ProgressView(new LiveDisplay(terminal, () -> false), clock).close();

        assertThat(out.toString()).isEmpty();
    }
}
