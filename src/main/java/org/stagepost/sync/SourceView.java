package org.stagepost.sync;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.stagepost.mailbox.FolderChanges;
import org.stagepost.mailbox.FolderListing;
import org.stagepost.mailbox.FolderStatus;
import org.stagepost.mailbox.ItemIdentity;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;

/**
 * What a source said of a folder in this pass.
 *
 * @param items all of them, or those that are new or have other marks; in the order of arrival
 * @param gone true for the key of an item that was there once and is no more
 * @param whole true when all items are listed
 */
record SourceView(FolderStatus status, List<ItemSummary> items, Predicate<ItemKey> gone, boolean whole) {
    SourceView {
        items = List.copyOf(items);
    }

    static SourceView of(FolderListing listing) {
        Set<ItemKey> listed = new HashSet<>();
        listing.items().forEach(item -> listed.add(item.key()));
        return new SourceView(listing.status(), identified(listing.items()), key -> !listed.contains(key), true);
    }

    /** A folder shows each item once: what it says of several is no identity, and must not make one of them. */
    private static List<ItemSummary> identified(List<ItemSummary> items) {
        Set<ItemIdentity> told = new HashSet<>();
        Set<ItemIdentity> twice = new HashSet<>();
        items.stream()
                .map(ItemSummary::identity)
                .filter(ItemIdentity::isKnown)
                .forEach(identity -> (told.add(identity) ? told : twice).add(identity));
        return twice.isEmpty()
                ? items
                : items.stream()
                        .map(item -> twice.contains(item.identity()) ? unidentified(item) : item)
                        .toList();
    }

    private static ItemSummary unidentified(ItemSummary item) {
        return new ItemSummary(item.key(), item.sizeBytes(), item.marks());
    }

    static SourceView of(FolderChanges changes) {
        return new SourceView(changes.status(), changes.changed(), changes.vanished(), false);
    }

    /**
     * False when changes do not lead from what is known to as many items as the folder has: the count is made up anew in
     * every pass, and a folder that fails it is listed in full.
     */
    boolean addsUp(FolderState known) {
        if (whole) {
            return true;
        }
        CopiedItems copied = known.copied();
        Set<ItemKey> present = new HashSet<>();
        items.forEach(item -> present.add(item.key()));
        long unchanged = copied.stream()
                .filter(item -> !item.marks().equals(MarksMerge.GONE))
                .map(CopiedItem::source)
                .filter(key -> !present.contains(key) && !gone.test(key))
                .count();
        return unchanged + items.size() == status.items();
    }

    FolderListing listing() {
        return new FolderListing(status, items);
    }
}
