package org.stagepost.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Reach;
import org.stagepost.model.Retry;

/**
 * Copies one mailbox into another, slice by slice, each item exactly once.
 * Not thread-safe; owns both mailboxes. It may be thrown away at any moment: a new one on the same journal goes on.
 * A failure of reach MAILBOX or more ends it. A folder that fails is given up and named by {@link #failedFolders()}.
 */
public final class MailboxCopy implements AutoCloseable {
    /** How long one call may look for something to copy. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int MAX_REBUILDS = 3;

    private final CopySession session;
    private final ItemLimits limits;
    private final Map<FolderPath, JournalEntry> entries = new LinkedHashMap<>();
    private final Deque<FolderPair> waiting = new ArrayDeque<>();
    private final Map<FolderPath, Integer> rebuilds = new HashMap<>();
    private final List<FolderFailure> failedFolders = new ArrayList<>();
    private Alterations alterations = Alterations.NONE;
    private @Nullable TargetFolders targetFolders;
    private @Nullable FolderCopy current;

    public MailboxCopy(SourceMailbox source, TargetMailbox target, CopyJournal journal, CopyContext context) {
        this.session = new CopySession(source, target, journal, context);
        this.limits = new ItemLimits(context.settings());
        journal.entries().forEach(entry -> entries.put(entry.source(), entry));
    }

    /**
     * Plans the next slice; the same again until it is copied. Folders are made and compared on the way.
     * A slice without keys means that this took long and nothing is to be copied yet: a chance to stop.
     *
     * @return empty when the mailbox is through
     * @throws MigrationException ITEM_LIMIT_EXCEEDED, or what a mailbox fails with
     */
    public Optional<Slice> next() {
        limits.check();
        TargetFolders folders = targetFolders == null ? plan() : targetFolders;
        Instant limit = session.context().clock().instant().plus(PATIENCE);
        while (current == null || current.planned().keys().isEmpty()) {
            retire();
            FolderPair pair = waiting.peek();
            if (pair == null) {
                return Optional.empty();
            }
            if (session.context().clock().instant().isAfter(limit)) {
                return Optional.of(new Slice(pair.path(), List.of(), 0));
            }
            waiting.remove();
            attempt(pair, () -> open(folders, pair));
        }
        return Optional.of(current.planned());
    }

    /**
     * Copies the slice that {@link #next()} planned; what became of it is durable when this returns.
     *
     * @throws MigrationException ITEM_LIMIT_EXCEEDED, or what a mailbox fails with
     */
    public void copy(Slice slice) {
        if (slice.keys().isEmpty()) {
            return;
        }
        FolderCopy folder = current;
        if (folder == null || !slice.equals(folder.planned())) {
            throw new IllegalStateException("not the planned slice");
        }
        attempt(folder.pair(), () -> {
            try {
                folder.copy();
            } finally {
                known(folder);
            }
        });
        limits.check();
    }

    /** The fates of all items of all folders, former runs included. */
    public FolderTally tally() {
        return entries.values().stream().map(JournalEntry::tally).reduce(FolderTally.NOTHING, FolderTally::plus);
    }

    /** Folders that were given up in this run: a mailbox is only complete without them. */
    public List<FolderFailure> failedFolders() {
        return List.copyOf(failedFolders);
    }

    /** Items that this run did not copy exactly as they are. */
    public Alterations alterations() {
        return current == null ? alterations : alterations.plus(current.alterations());
    }

    @Override
    public void close() {
        try (SourceMailbox source = session.source();
                TargetMailbox target = session.target()) {
            retire();
            waiting.clear();
        }
    }

    private TargetFolders plan() {
        Map<FolderPath, FolderPath> decided = new HashMap<>();
        entries.values().forEach(entry -> decided.put(entry.source(), entry.target()));
        List<Folder> target = session.target().folders();
        waiting.addAll(FolderPlan.of(
                session.source().folders(),
                target,
                decided,
                session.context().settings().excluded()));
        TargetFolders folders = new TargetFolders(session.target(), target, decided);
        targetFolders = folders;
        return folders;
    }

    private void open(TargetFolders folders, FolderPair planned) {
        FolderPair pair = folders.ensure(planned);
        Optional<JournalEntry> before = Optional.ofNullable(entries.get(pair.path()));
        if (before.isEmpty()) {
            folders.subscribe(pair);
        }
        FolderCopy folder = FolderCopy.open(session, pair, before);
        current = folder;
        known(folder);
    }

    /** A folder's failure is its own; the others go on. */
    private void attempt(FolderPair pair, Runnable work) {
        try {
            work.run();
        } catch (MigrationException e) {
            if (e.code().reach() != Reach.FOLDER) {
                throw e;
            }
            retire();
            if (e.code().retry() == Retry.NOW && rebuilds.merge(pair.path(), 1, Integer::sum) <= MAX_REBUILDS) {
                waiting.addFirst(pair);
            } else {
                failedFolders.add(new FolderFailure(pair.path(), e.code(), e.detail()));
            }
        }
    }

    private void retire() {
        alterations = alterations();
        current = null;
    }

    private void known(FolderCopy folder) {
        entries.put(folder.pair().path(), folder.entry());
        limits.count(folder.pair().path(), folder.state());
    }
}
