package org.stagepost.cli.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stagepost.job.RunListener;
import org.stagepost.job.RunResult;
import org.stagepost.migration.BatchView.Counts;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.model.FolderPath;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;
import org.stagepost.model.WorkerId;

/** Turns what a run tells into lines. Thread-safe; waits for nothing. */
final class EventLog implements RunListener {
    private final Consumer<String> lines;
    private final Clock clock;
    private final Instant begin;
    private final Map<UserId, MailboxEvents> mailboxes = new LinkedHashMap<>();
    private final Map<UserId, String> workers = new HashMap<>();
    private EventLine.Source source;
    private long items;
    private long bytes;

    /** @param lines takes them in their order, and returns at once */
    EventLog(Consumer<String> lines, Clock clock, String worker) {
        this.lines = lines;
        this.clock = clock;
        this.begin = clock.instant();
        this.source = new EventLine.Source("", 0, worker);
    }

    private void tell(RunEvent event, Object... values) {
        lines.accept(EventLine.of(event, clock.instant(), source, values));
    }

    @Override
    public synchronized void started(JobFile jobFile, PassNumber pass, boolean resumed) {
        begins(jobFile.name().value(), pass, resumed);
    }

    /** The run is another process's. */
    synchronized void joined(BatchName batch, PassNumber pass) {
        begins(batch.value(), pass, true);
    }

    private void begins(String batch, PassNumber pass, boolean resumed) {
        source = new EventLine.Source(batch, pass.value(), source.worker());
        tell(RunEvent.RUN_STARTED, resumed);
    }

    @Override
    public synchronized void imported(int rows, int pending, List<Finding> findings) {
        tell(
                RunEvent.USERS_IMPORTED,
                rows,
                pending,
                findings.stream().map(Finding::toString).toList());
    }

    @Override
    public synchronized void stepStarted(String step) {
        tell(RunEvent.STEP, step);
    }

    @Override
    public synchronized void userStarted(UserId id, EmailAddress address) {
        mailboxes.put(id, new MailboxEvents(address, workerOf(id)));
        tell(RunEvent.USER_STARTED, address.value(), workerOf(id));
    }

    @Override
    public synchronized void atWorker(UserId id, EmailAddress address, WorkerId worker) {
        workers.put(id, worker.value());
        MailboxEvents mailbox = mailboxes.get(id);
        if (mailbox != null) {
            tell(mailbox, true); // what is held back was the one before's
            mailbox.copiedBy(worker.value());
        }
    }

    private String workerOf(UserId id) {
        return workers.getOrDefault(id, EventField.ABSENT);
    }

    @Override
    public synchronized void planned(UserId id, long moreItems, long moreBytes) {
        MailboxEvents mailbox = mailboxes.get(id);
        if (mailbox != null) {
            mailbox.found(moreItems, moreBytes);
            tell(mailbox, false);
        }
    }

    @Override
    public synchronized void committed(UserId id, FolderPath folder, long moreItems, long moreBytes) {
        items += moreItems;
        bytes += moreBytes;
        MailboxEvents mailbox = mailboxes.get(id);
        if (mailbox != null) {
            mailbox.did(folder, moreItems, moreBytes);
            tell(mailbox, false);
        }
    }

    private void tell(MailboxEvents mailbox, boolean atOnce) {
        mailbox.due(clock.instant(), atOnce)
                .forEach(telling -> tell(telling.event(), telling.values().toArray()));
    }

    /** Tells what was held back for a second; to be called now and then. */
    synchronized void beat() {
        mailboxes.values().forEach(mailbox -> tell(mailbox, false));
    }

    @Override
    public synchronized void userFailed(UserId id, EmailAddress address, FailureCode code, String message) {
        MailboxEvents mailbox = mailboxes.get(id);
        if (mailbox != null) {
            tell(mailbox, true);
        }
        tell(RunEvent.FAILED, address.value(), code.name(), message, workerOf(id));
    }

    @Override
    public synchronized void userEnded(UserId id, EmailAddress address, MigrationUserStatus status, String message) {
        MailboxEvents mailbox = mailboxes.remove(id);
        long copied = mailbox == null ? 0 : mailbox.items();
        long size = mailbox == null ? 0 : mailbox.bytes();
        if (mailbox != null) {
            tell(mailbox, true);
        }
        tell(RunEvent.USER_ENDED, address.value(), status.word(), copied, size, message, workerOf(id));
        workers.remove(id);
    }

    @Override
    public synchronized void waiting(Instant until) {
        tell(RunEvent.WAITING, until.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    @Override
    public synchronized void slowedDown(String what) {
        tell(RunEvent.SLOWED_DOWN, what);
    }

    @Override
    public synchronized void noticed(String what) {
        tell(RunEvent.NOTICE, what);
    }

    @Override
    public synchronized void stopping() {
        tell(RunEvent.STOPPING);
    }

    synchronized void ended(RunResult result) {
        source = new EventLine.Source(
                result.report().view().batch().name().value(),
                result.report().view().batch().pass().value(),
                source.worker());
        ended(result.exitCode(), result.message(), result.report().view().counts());
    }

    /** Nothing was begun, or nobody knows how far it came. */
    synchronized void refused(ExitCode exitCode, String message) {
        ended(exitCode, message, null);
    }

    private void ended(ExitCode exitCode, String message, @Nullable Counts users) {
        mailboxes.values().forEach(mailbox -> tell(mailbox, true));
        double seconds = Duration.between(begin, clock.instant()).toMillis() / 1000.0;
        tell(
                RunEvent.RUN_ENDED,
                exitCode.number(),
                message,
                users == null ? 0 : users.total(),
                users == null ? 0 : users.through(),
                users == null ? 0 : users.failed(),
                users == null ? 0 : users.stopped(),
                items,
                bytes,
                seconds);
    }
}
