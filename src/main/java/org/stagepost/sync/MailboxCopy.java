package org.stagepost.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/**
 * Copies one mailbox into another, slice by slice, each item exactly once.
 * Slices overlap: the next ones are asked of the source, and several are sent, before the first is settled.
 * Not thread-safe; owns both mailboxes. It may be thrown away at any moment: a new one on the same journal goes on.
 * A failure of reach MAILBOX or more ends it. A folder that fails is given up and named by {@link #failedFolders()}.
 */
public final class MailboxCopy implements AutoCloseable {
    /** How long one call may look for something to copy. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SourceMailbox source;
    private final TargetOpening target;
    private final CopyJournal journal;
    private final CopyContext context;
    private final CopyRecord record;
    private final PairOpening pair;
    private final WorkMeter meter;
    private @Nullable Lanes lanes;
    private Set<FolderPath> worked = Set.of();
    private boolean opening;
    private boolean failed;

    /** @param pair opens a second pair of connections for a large mailbox */
    public MailboxCopy(
            SourceMailbox source, TargetOpening target, PairOpening pair, CopyJournal journal, CopyContext context) {
        this.source = source;
        this.target = target;
        this.pair = pair;
        this.journal = journal;
        this.context = context;
        this.record = new CopyRecord(journal, context);
        this.meter = new WorkMeter(context.progress());
    }

    /**
     * Plans the next slice; the same again until it is copied. Folders are made and compared on the way.
     * An empty slice means that this took long and nothing is to be copied yet: a chance to stop.
     *
     * @return empty when the mailbox is through and all that was sent is settled
     * @throws MigrationException ITEM_LIMIT_EXCEEDED, or what a mailbox fails with
     */
    public Optional<Slice> next() {
        return ending(() -> {
            Optional<Lanes> begun = begin();
            if (begun.isEmpty()) {
                return Optional.empty();
            }
            Lanes work = begun.get();
            check(work);
            Optional<Slice> slice = work.next(limit());
            check(work);
            if (slice.isEmpty() && work.isThrough()) {
                confirmGone();
                return slice;
            }
            return slice.isPresent() ? slice : Optional.of(Slice.NOTHING);
        });
    }

    private void confirmGone() {
        boolean anyGone = failedFolders().stream().anyMatch(failure -> failure.code() == FailureCode.FOLDER_GONE);
        if (anyGone) {
            Set<FolderPath> listed = source.folders().stream()
                    .filter(Folder::selectable)
                    .map(Folder::path)
                    .collect(Collectors.toSet());
            record.failedGone(listed);
        }
    }

    /**
     * Sends the slice that {@link #next()} planned, and waits for the outcome of an older one when enough are under way;
     * of which outcomes are known, that is durable when this returns.
     *
     * @throws MigrationException ITEM_LIMIT_EXCEEDED, or what a mailbox fails with
     */
    public void copy(Slice slice) {
        if (slice.isEmpty()) {
            return;
        }
        Lanes work = lanes;
        if (work == null || work.planned().filter(slice::equals).isEmpty()) {
            throw new IllegalStateException("not the planned slice");
        }
        ending(() -> {
            work.send(limit());
            check(work);
            return slice;
        });
    }

    /** The fates of all items of all folders, former runs included. */
    public FolderTally tally() {
        return record.tally();
    }

    /** True when the target was being opened as the copy failed: it may never have been reached. */
    public boolean failedToOpen() {
        return opening;
    }

    /**
     * Items without a fate in the folders that this run works on, those apart that it gave up. Zero when the mailbox is
     * through: else something was forgotten, and the mailbox is not complete.
     */
    public long undecided() {
        return record.undecided(worked);
    }

    /** Folders that were given up in this run: a mailbox is only complete without them. */
    public List<FolderFailure> failedFolders() {
        return record.failedFolders();
    }

    /** Items that this run did not copy exactly as they are. */
    public Alterations alterations() {
        return record.alterations();
    }

    /** Takes in what is under way, unless the copy has failed. */
    @Override
    public void close() {
        try (source;
                target;
                Lanes work = lanes) {
            if (work != null && !failed) {
                work.settleAll();
            }
        } catch (MigrationException e) {
            failed = true; // the intents are stored: the next copy finds out what became of them
        }
    }

    /** Empty when nothing has changed: then the target is not even opened. */
    private Optional<Lanes> begin() {
        if (lanes != null) {
            return Optional.of(lanes);
        }
        List<Folder> folders = source.folders();
        follow(folders);
        Holders holders = holders();
        List<Folder> chosen = chosen(folders, holders);
        if (context.settings().mirror()) {
            holders.doubt(changed(chosen, holders));
        }
        if (chosen.stream().allMatch(folder -> record.isUnchanged(folder, holders))) {
            return Optional.empty();
        }
        TargetMailbox to = open();
        if (context.settings().mirror()) {
            Mirror.require(to);
        }
        List<Folder> present = to.folders();
        CopySession session = new CopySession(source, to, journal, context, holders);
        Set<FolderPath> chosenPaths = chosen.stream().map(Folder::path).collect(Collectors.toSet());
        worked = chosenPaths;
        boolean ignoresCase = to.capabilities().contains(Capability.FOLDERS_IGNORE_CASE);
        List<FolderPair> pairs = plan(holders).pairs(folders, present, ignoresCase).stream()
                .filter(pair -> chosenPaths.contains(pair.path()) && !record.isUnchanged(pair.source(), holders))
                .toList();
        lanes = Lanes.of(session, record, pair, present, pairs);
        return Optional.of(lanes);
    }

    private Holders holders() {
        boolean labels = source.capabilities().contains(Capability.LABELS);
        return labels && context.settings().labels() == LabelMode.ONE_COPY
                ? Holders.of(record.entries())
                : Holders.NONE;
    }

    private MailboxPlan plan(Holders holders) {
        return new MailboxPlan(context.settings().folders(), holders.isOn(), record.decidedTargets());
    }

    private List<Folder> chosen(List<Folder> folders, Holders holders) {
        List<Folder> chosen = plan(holders).chosen(folders);
        context.settings().folders().unmatched(folders).forEach(context.progress()::unmatched);
        return chosen;
    }

    private List<FolderPath> changed(List<Folder> chosen, Holders holders) {
        return chosen.stream()
                .filter(folder -> !record.isUnchanged(folder, holders))
                .map(Folder::path)
                .toList();
    }

    /** What is known of folders follows them to the names that they bear now. */
    private void follow(List<Folder> folders) {
        Map<FolderPath, FolderPath> names = RenamedFolders.newNames(
                RenamedFolders.of(record.entries(), folders),
                renamed -> new RenameProof(source, open()).holds(renamed));
        if (!names.isEmpty()) {
            record.rename(names);
        }
    }

    private TargetMailbox open() {
        opening = true;
        TargetMailbox opened = new TargetSide(target.open());
        opening = false;
        return opened;
    }

    private void check(Lanes work) {
        if (record.isBeyondLimits()) {
            work.settleAll();
            record.checkLimits();
        }
    }

    private Instant limit() {
        return context.clock().instant().plus(PATIENCE);
    }

    /** After a failure nothing more may be asked of the mailboxes. */
    private <T> T ending(Supplier<T> work) {
        boolean ended = false;
        try {
            T result = meter.during(work);
            ended = true;
            return result;
        } finally {
            failed |= !ended;
        }
    }
}
