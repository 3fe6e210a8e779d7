package org.stagepost.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stagepost.mailbox.Folder;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** What is known of all folders of a mailbox, and the only way into the journal. Thread-safe. */
final class CopyRecord {
    private final CopyJournal journal;
    private final CopyProgress progress;
    private final ItemLimits limits;
    private final boolean mirror;
    private final Map<FolderPath, JournalEntry> entries = new LinkedHashMap<>();
    private final List<FolderFailure> failedFolders = new ArrayList<>();
    private Alterations alterations = Alterations.NONE;

    CopyRecord(CopyJournal journal, CopyContext context) {
        this.journal = journal;
        this.progress = context.progress();
        this.limits = new ItemLimits(context.settings());
        this.mirror = context.settings().mirror();
        journal.entries().forEach(entry -> entries.put(entry.source(), entry));
    }

    synchronized Collection<JournalEntry> entries() {
        return List.copyOf(entries.values());
    }

    /** Makes durable that source folders bear other names now. */
    synchronized void rename(Map<FolderPath, FolderPath> newNames) {
        journal.rename(newNames);
        List<JournalEntry> followed = entries().stream()
                .filter(entry -> newNames.containsKey(entry.source()))
                .toList();
        entries.keySet().removeAll(newNames.keySet());
        for (JournalEntry entry : followed) {
            FolderPath now = newNames.getOrDefault(entry.source(), entry.source());
            entries.put(now, entry.renamed(now));
            progress.renamed(entry.source(), now, entry.target());
        }
    }

    synchronized Optional<JournalEntry> entry(FolderPath source) {
        return Optional.ofNullable(entries.get(source));
    }

    /** As it was stored; {@link FolderAccount#UNKNOWN} if there is no state, or a damaged one. */
    synchronized FolderAccount known(FolderPath source) {
        Optional<FolderAccount> known = entry(source).flatMap(FolderAccount::of);
        if (known.isEmpty() && entries.containsKey(source)) {
            progress.stateLost(source);
        }
        return known.orElse(FolderAccount.UNKNOWN);
    }

    /** True when nothing can have happened in the folder since it was copied in full. */
    synchronized boolean isUnchanged(Folder folder, Holders holders) {
        return entry(folder.path())
                .flatMap(FolderAccount::of)
                .filter(known -> holders.confirm(known.state()))
                .filter(known -> SourceLook.of(known, folder.status(), mirror) == SourceLook.NONE)
                .isPresent();
    }

    /** How many items of the folder nobody has seen yet, as far as the source has told. */
    synchronized long unseen(Folder folder) {
        long seen = entry(folder.path()).map(entry -> entry.tally().inSource()).orElse(0L);
        return Math.max(0, folder.status().items() - seen);
    }

    /** Source folders with the target folders that were decided for them. */
    synchronized Map<FolderPath, FolderPath> decidedTargets() {
        Map<FolderPath, FolderPath> targets = new HashMap<>();
        entries.values().forEach(entry -> targets.put(entry.source(), entry.target()));
        return targets;
    }

    /** Makes what changed in the folders durable, with the items that were skipped. */
    synchronized void store(Collection<FolderCopy> folders, List<Settled> settled) {
        Map<FolderCopy, JournalEntry> opened = new LinkedHashMap<>();
        Map<FolderCopy, JournalEntry> changed = new LinkedHashMap<>();
        for (FolderCopy folder : folders) {
            folder.unstored().ifPresent(entry -> (folder.isNew() ? opened : changed).put(folder, entry));
        }
        if (!opened.isEmpty()) {
            journal.reopen(opened.values());
        }
        List<SkippedItem> skipped = folders.stream()
                .flatMap(folder -> folder.takeSkipped().stream())
                .toList();
        if (!changed.isEmpty() || !skipped.isEmpty()) {
            journal.save(changed.values(), skipped);
        }
        opened.forEach(this::stored);
        changed.forEach(this::stored);
        folders.forEach(folder -> alterations = alterations.plus(folder.takeAlterations()));
        settled.forEach(this::report);
        skipped.forEach(item -> progress.skipped(item.reason()));
    }

    private void report(Settled one) {
        progress.committed(one.part().part().folder(), one.result().decided(), one.sizeBytes());
    }

    private void stored(FolderCopy folder, JournalEntry entry) {
        folder.stored(entry);
        entries.put(entry.source(), entry);
        limits.count(entry.source(), folder.state());
    }

    synchronized void failed(FolderFailure failure) {
        failedFolders.add(failure);
    }

    /** Nothing is gone that is listed still: the server does not let it be opened. */
    synchronized void failedGone(Set<FolderPath> listed) {
        failedFolders.replaceAll(
                failure -> failure.code() == FailureCode.FOLDER_GONE && listed.contains(failure.folder())
                        ? new FolderFailure(failure.folder(), FailureCode.FOLDER_REFUSED, failure.message())
                        : failure);
    }

    synchronized boolean isBeyondLimits() {
        return limits.isExceeded();
    }

    /** @throws MigrationException ITEM_LIMIT_EXCEEDED */
    synchronized void checkLimits() {
        limits.check();
    }

    synchronized FolderTally tally() {
        return entries.values().stream().map(JournalEntry::tally).reduce(FolderTally.NOTHING, FolderTally::plus);
    }

    /** Items without a fate, and fates without an item: one does not make up for the other, in whichever folders they are. */
    synchronized long undecided(Set<FolderPath> folders) {
        Set<FolderPath> counted = new HashSet<>(folders);
        failedFolders.forEach(failure -> counted.remove(failure.folder()));
        return entries.values().stream()
                .filter(entry -> counted.contains(entry.source()))
                .mapToLong(entry -> Math.abs(entry.tally().pending()))
                .sum();
    }

    synchronized List<FolderFailure> failedFolders() {
        return List.copyOf(failedFolders);
    }

    synchronized Alterations alterations() {
        return alterations;
    }
}
