package org.stagepost.job;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.RunLook;
import org.stagepost.migration.RunLook.ActiveMailbox;
import org.stagepost.model.FolderPath;
import org.stagepost.model.UserId;
import org.stagepost.model.WorkerId;
import org.stagepost.sync.FolderTally;
import org.stagepost.sync.JournalEntry;

/** Tells a run's listener what workers have written into the ledgers since the last look. Used by one thread. */
final class RemoteProgress {
    private final RunLook look;
    private final RunState run;
    private final Map<UserId, ActiveMailbox> active = new HashMap<>();

    RemoteProgress(RunLook look, RunState run) {
        this.look = look;
        this.run = run;
    }

    void look() {
        List<ActiveMailbox> now = look.active(run.jobFile().name());
        Set<UserId> gone = new HashSet<>(active.keySet());
        now.stream().map(ActiveMailbox::id).collect(Collectors.toSet()).forEach(gone::remove);
        gone.forEach(active::remove);
        for (ActiveMailbox mailbox : now) {
            ActiveMailbox before = active.put(mailbox.id(), mailbox);
            if (before == null) {
                tellWorker(mailbox);
                run.listener().userStarted(mailbox.id(), mailbox.address());
                run.listener().planned(mailbox.id(), mailbox.inSource() - mailbox.done(), 0);
            } else {
                if (!mailbox.worker().equals(before.worker())) {
                    tellWorker(mailbox);
                }
                goesOn(before, mailbox);
            }
        }
    }

    /** Between two workers nobody has it. */
    private void tellWorker(ActiveMailbox mailbox) {
        if (!mailbox.worker().isEmpty()) {
            run.listener().atWorker(mailbox.id(), mailbox.address(), new WorkerId(mailbox.worker()));
        }
    }

    /**
     * The user's partition has ended, and what came between the last look and that is told; of a mailbox that was never seen,
     * in the first pass only: what was copied before this run is unknown.
     */
    void ended(MigrationUser user, WorkerId worker, List<JournalEntry> journal) {
        run.listener().atWorker(user.id(), user.row().address(), worker);
        ActiveMailbox before = active.remove(user.id());
        if (before == null && !run.pass().isInitial()) {
            return;
        }
        FolderTally whole = journal.stream().map(JournalEntry::tally).reduce(FolderTally.NOTHING, FolderTally::plus);
        long done = whole.inSource() - whole.pending();
        long bytes = whole.bytesCopied();
        long items = done - (before == null ? 0 : before.done());
        if (items > 0) {
            run.listener()
                    .committed(user.id(), FolderPath.INBOX, items, bytes - (before == null ? 0 : before.bytesCopied()));
        }
    }

    private void goesOn(ActiveMailbox before, ActiveMailbox now) {
        long found = now.inSource() - before.inSource();
        if (found > 0) {
            run.listener().planned(now.id(), found, 0);
        }
        long items = now.done() - before.done();
        long bytes = now.bytesCopied() - before.bytesCopied();
        if (items > 0 || bytes > 0) {
            FolderPath folder = now.folder().isEmpty() ? FolderPath.INBOX : FolderPath.parse(now.folder());
            run.listener().committed(now.id(), folder, Math.max(0, items), Math.max(0, bytes));
        }
    }
}
