package org.stagepost.migration;

import java.util.List;
import org.stagepost.sync.JournalEntry;
import org.stagepost.sync.SkippedItem;

/** What the store knows of a user's copies: the copy journal, and what was skipped. */
public record RecordedCopies(List<JournalEntry> journal, List<SkippedItem> skipped) {
    public RecordedCopies {
        journal = List.copyOf(journal);
        skipped = List.copyOf(skipped);
    }
}
