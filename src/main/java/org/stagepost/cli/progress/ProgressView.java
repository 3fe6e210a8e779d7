package org.stagepost.cli.progress;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.stagepost.cli.terminal.Printable;
import org.stagepost.cli.terminal.ResizeSignal;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.job.RunListener;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.Finding;
import org.stagepost.model.FolderPath;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;
import org.stagepost.model.WorkerId;

/** Shows a run while it goes on. Listens to any number of threads; one thread of its own writes. */
public final class ProgressView implements RunListener, AutoCloseable {
    private static final long PAINTS_PER_SECOND = 5;

    private final Clock clock;
    private final RunProgress progress;
    private final Display display;
    private final Queue<Happening> happenings = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread painter = new Thread(this::paint, "progress");

    ProgressView(Display display, Clock clock) {
        this.clock = clock;
        this.progress = new RunProgress(clock);
        this.display = display;
        painter.setDaemon(true);
    }

    /** A frame on a terminal, lines elsewhere. */
    public static ProgressView talkative(Terminal terminal) {
        Display display =
                terminal.isLive() ? new LiveDisplay(terminal, ResizeSignal.listen()) : new PlainDisplay(terminal);
        return new ProgressView(display, Clock.systemUTC());
    }

    /** Failures only. */
    public static ProgressView quiet(Terminal terminal) {
        return new ProgressView(new QuietDisplay(terminal), Clock.systemUTC());
    }

    @Override
    public void started(JobFile jobFile, PassNumber pass, boolean resumed) {
        notice(jobFile.name() + ": pass " + pass.value() + (resumed ? " goes on" : " begins"));
        begin();
    }

    private synchronized void begin() {
        if (painter.getState() == Thread.State.NEW) {
            painter.start();
        }
    }

    /** The run goes on in another process. @param sentence says where */
    public void joins(String sentence) {
        notice(sentence);
        begin();
    }

    /** A mailbox on which another process was working before. @param items that were through then */
    public void underWay(UserId id, EmailAddress address, long items, long sizeBytes) {
        progress.underWay(id, address, new Amount(items, sizeBytes));
    }

    /** How all users stand; what was heard of single ones counts no more. */
    public void standing(Standing now) {
        progress.standing(now);
    }

    @Override
    public void imported(int rows, int pending, List<Finding> findings) {
        progress.imported(pending);
        findings.forEach(finding -> notice(finding.toString()));
        notice(Words.count(rows) + " rows, " + Words.count(pending) + " users to work on");
    }

    @Override
    public void stepStarted(String step) {
        progress.stepStarted(step);
        happened(Happening.Weight.DETAIL, "step " + step);
    }

    @Override
    public void userStarted(UserId id, EmailAddress address) {
        progress.userStarted(id, address);
    }

    @Override
    public void atWorker(UserId id, EmailAddress address, WorkerId worker) {
        progress.atWorker(id, worker);
    }

    @Override
    public void planned(UserId id, long items, long sizeBytes) {
        progress.planned(id, new Amount(items, sizeBytes));
    }

    @Override
    public void committed(UserId id, FolderPath folder, long items, long sizeBytes) {
        progress.committed(id, folder, new Amount(items, sizeBytes));
    }

    @Override
    public void userEnded(UserId id, EmailAddress address, MigrationUserStatus status, String message) {
        Amount done = progress.userEnded(id, status);
        String line = address + " " + status.word();
        switch (status.summary()) {
            case FAILED -> happened(Happening.Weight.FAILURE, line + ": " + message);
            case SYNCED, STOPPED, COMPLETED -> happened(Happening.Weight.DETAIL, line + ": " + Words.amount(done));
            case PENDING, ACTIVE -> {
                if (!message.isEmpty()) {
                    notice(line + ": " + message);
                }
            }
        }
    }

    @Override
    public void waiting(Instant until) {
        notice("waits until " + until + "; Ctrl-C or 'batch stop' ends it");
    }

    @Override
    public boolean isAwaited() {
        return true;
    }

    @Override
    public void slowedDown(String what) {
        notice(what);
    }

    @Override
    public void noticed(String what) {
        notice(what);
    }

    @Override
    public void stopping() {
        stopping("; Ctrl-C again leaves at once");
    }

    /** Somebody else stopped the run. */
    public void stoppingElsewhere() {
        stopping("");
    }

    private void stopping(String advice) {
        if (progress.stopping()) {
            notice("stopping: every mailbox ends at its next slice" + advice);
        }
    }

    private void notice(String text) {
        happened(Happening.Weight.NOTICE, text);
    }

    private void happened(Happening.Weight weight, String text) {
        happenings.add(new Happening(clock.instant(), weight, Printable.line(text)));
    }

    private void paint() {
        try {
            do {
                show();
            } while (!closing.await(1000 / PAINTS_PER_SECOND, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One round of the painter. */
    void show() {
        List<Happening> since = new ArrayList<>();
        for (Happening next = happenings.poll(); next != null; next = happenings.poll()) {
            since.add(next);
        }
        display.show(since, progress.snapshot());
    }

    /** Writes what is left and gives the screen back. Safe to call again. */
    @Override
    public void close() {
        closing.countDown();
        try {
            painter.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        finish();
    }

    private synchronized void finish() {
        if (!happenings.isEmpty()) {
            show();
        }
        display.end();
    }
}
