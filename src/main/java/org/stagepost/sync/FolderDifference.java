package org.stagepost.sync;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Marks;

/**
 * What a pass has to do about one folder. A pure comparison of what is known with what the source says.
 *
 * @param account what was known; copies whose items are gone, or back again, are noted in it
 * @param pending items that are to be copied, in the order of arrival
 * @param marks copies whose marks are to be changed
 * @param gone copies whose items were found to be gone; in mirror mode they go, too, else they stay
 */
record FolderDifference(
        FolderAccount account, List<ItemSummary> pending, List<MarksStep> marks, List<CopiedItem> gone) {
    FolderDifference {
        pending = List.copyOf(pending);
        marks = List.copyOf(marks);
        gone = List.copyOf(gone);
    }

    /** @param known brought in line with the target before */
    static FolderDifference of(FolderAccount known, SourceView source) {
        CopiedItems copied = known.state().copied();
        List<CopiedItem> gone = copied.stream()
                .filter(item -> !isGone(item) && source.gone().test(item.source()))
                .toList();
        List<CopiedItem> noted = new ArrayList<>();
        gone.forEach(item -> noted.add(item.marked(MarksMerge.GONE)));
        Predicate<ItemKey> isListed = listed(source);
        copied.marked(MarksMerge.GONE).stream()
                .filter(item -> isListed.test(item.source()))
                .forEach(item -> noted.add(item.marked(Marks.UNKNOWN)));
        FolderAccount account = known.with(known.state().withCopied(noted));
        return new FolderDifference(
                account,
                account.pending(source.items()),
                MarksMerge.steps(source.items(), account.state().copied()),
                gone);
    }

    /** Nothing has to be written to the target. */
    boolean isNothing() {
        return pending.isEmpty() && marks.isEmpty() && gone.isEmpty();
    }

    private static Predicate<ItemKey> listed(SourceView source) {
        Set<ItemKey> listed = new HashSet<>();
        source.items().forEach(item -> listed.add(item.key()));
        return listed::contains;
    }

    private static boolean isGone(CopiedItem item) {
        return item.marks().equals(MarksMerge.GONE);
    }
}
