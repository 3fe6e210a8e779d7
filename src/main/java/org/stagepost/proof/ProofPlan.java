package org.stagepost.proof;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FolderPath;
import org.stagepost.sync.FolderChoice;
import org.stagepost.sync.JournalEntry;
import org.stagepost.sync.JournalView;
import org.stagepost.sync.SkippedItem;

/**
 * What is to be proven of one mailbox.
 *
 * @param journal what was recorded of it
 * @param folders those that are copied
 */
public record ProofPlan(
        Depth depth, List<JournalEntry> journal, FolderChoice folders, List<SkippedItem> skipped, CopyTime time) {
    public ProofPlan {
        journal = List.copyOf(journal);
        skipped = List.copyOf(skipped);
    }

    /** By source folder; an entry that cannot be read tells at least where the copies are. */
    Map<FolderPath, JournalEntry> entries() {
        Map<FolderPath, JournalEntry> entries = new HashMap<>();
        journal.forEach(entry -> entries.put(entry.source(), entry));
        return entries;
    }

    List<JournalView> views() {
        return journal.stream().map(JournalView::of).flatMap(Optional::stream).toList();
    }

    Optional<SkippedItem> skipped(FolderPath folder, ItemKey key) {
        return skipped.stream()
                .filter(item -> item.folder().equals(folder) && item.key().equals(key))
                .findFirst();
    }
}
