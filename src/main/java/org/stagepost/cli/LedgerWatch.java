package org.stagepost.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stagepost.cli.progress.ProgressView;
import org.stagepost.cli.progress.Standing;
import org.stagepost.job.RunListener;
import org.stagepost.job.SeveralListeners;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.BatchView.Counts;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.RunLook.ActiveMailbox;
import org.stagepost.migration.RunLook.FailedUser;
import org.stagepost.model.BatchName;
import org.stagepost.model.FolderPath;
import org.stagepost.model.UserId;
import org.stagepost.model.WorkerId;
import org.stagepost.sync.FolderTally;

/**
 * Shows a run of another process: looks at the ledgers and tells the view what has changed since the last look. What
 * comes and goes between two looks is not seen. Rows that were left out are no users of a run, here as there. Used by one thread.
 */
final class LedgerWatch {
    private final Contexts.Control control;
    private final BatchName batch;
    private final ProgressView view;
    private final RunListener programs;
    private final RunListener all;
    private final Map<UserId, ActiveMailbox> active = new LinkedHashMap<>();
    private Instant lastFailure;
    private int failed;
    private int leftOut;

    /** @param programs hear what the view shows */
    LedgerWatch(Contexts.Control control, BatchName batch, ProgressView view, RunListener programs) {
        this.control = control;
        this.batch = batch;
        this.view = view;
        this.programs = programs;
        this.all = new SeveralListeners(List.of(view, programs));
        List<FailedUser> before = control.look().failedSince(batch, Instant.EPOCH);
        this.lastFailure =
                before.isEmpty() ? Instant.EPOCH : before.get(before.size() - 1).since();
        this.failed = before.size();
    }

    /** To be called about once a second. @return the batch as it stands */
    BatchView look() {
        BatchView now = Lookup.batch(control, batch);
        Counts users = now.counts();
        boolean moreFailed = users.failed() != failed;
        if (moreFailed) {
            failed = users.failed();
            leftOut = control.users().rejected(batch).size();
        }
        view.standing(new Standing(
                now.status().word(),
                users.total() - leftOut,
                users.through(),
                users.failed() - leftOut,
                users.stopped(),
                users.pending()));
        if (moreFailed) {
            tellFailures();
        }
        tellMailboxes(control.look().active(batch));
        if (now.status() == BatchStatus.STOPPING) {
            view.stoppingElsewhere();
        }
        return now;
    }

    private void tellFailures() {
        for (FailedUser user : control.look().failedSince(batch, lastFailure)) {
            lastFailure = user.since();
            active.remove(user.id());
            all.userFailed(user.id(), user.address(), user.code(), user.message());
            all.userEnded(user.id(), user.address(), user.status(), user.message());
        }
    }

    private void tellMailboxes(List<ActiveMailbox> now) {
        Set<UserId> gone = new HashSet<>(active.keySet());
        gone.removeAll(now.stream().map(ActiveMailbox::id).collect(Collectors.toSet()));
        gone.forEach(this::ended);
        for (ActiveMailbox mailbox : now) {
            ActiveMailbox before = active.put(mailbox.id(), mailbox);
            if (!mailbox.worker().isEmpty()
                    && (before == null || !mailbox.worker().equals(before.worker()))) {
                all.atWorker(mailbox.id(), mailbox.address(), new WorkerId(mailbox.worker()));
            }
            if (before == null) {
                begins(mailbox);
            } else {
                goesOn(before, mailbox);
            }
        }
    }

    private void ended(UserId id) {
        Optional<MigrationUser> user = control.users().find(id);
        if (user.filter(some -> some.status().isFailed()).isPresent()) {
            tellFailures();
        }
        ActiveMailbox before = active.remove(id);
        if (before != null) {
            user.ifPresent(some -> {
                tellRest(before, some.progress().tally());
                all.userEnded(id, some.row().address(), some.status(), "");
            });
        }
    }

    /** What came between the last look at a mailbox and its end: of a quick one, all. */
    private void tellRest(ActiveMailbox before, FolderTally whole) {
        long found = whole.inSource() - before.inSource();
        if (found > 0) {
            all.planned(before.id(), found, 0);
        }
        long items = whole.inSource() - whole.pending() - before.done();
        long bytes = whole.bytesCopied() - before.bytesCopied();
        if (items > 0 || bytes > 0) {
            all.committed(before.id(), folder(before, before), Math.max(0, items), Math.max(0, bytes));
        }
    }

    private void begins(ActiveMailbox mailbox) {
        view.underWay(mailbox.id(), mailbox.address(), mailbox.done(), mailbox.bytesCopied());
        view.planned(mailbox.id(), mailbox.inSource(), 0);
        programs.userStarted(mailbox.id(), mailbox.address());
        programs.planned(mailbox.id(), mailbox.inSource() - mailbox.done(), 0);
    }

    private void goesOn(ActiveMailbox before, ActiveMailbox now) {
        long found = now.inSource() - before.inSource();
        if (found > 0) {
            all.planned(now.id(), found, 0);
        }
        long items = now.done() - before.done();
        long bytes = now.bytesCopied() - before.bytesCopied();
        if (items > 0 || bytes > 0) {
            all.committed(now.id(), folder(before, now), Math.max(0, items), Math.max(0, bytes));
        }
    }

    /** What was copied since the last look was in the folder that was under way then, or is in the one of now. */
    private static FolderPath folder(ActiveMailbox before, ActiveMailbox now) {
        List<String> known = new ArrayList<>(List.of(now.folder(), before.folder()));
        known.removeIf(String::isEmpty);
        return known.isEmpty() ? FolderPath.INBOX : FolderPath.parse(known.get(0));
    }
}
