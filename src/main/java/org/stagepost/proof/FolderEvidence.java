package org.stagepost.proof;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stagepost.mailbox.FolderListing;
import org.stagepost.mailbox.ItemKey;

/**
 * What one side says of one folder.
 *
 * @param identity empty where there is no such folder
 * @param items in the order in which the folder received them
 */
record FolderEvidence(String identity, Map<ItemKey, Evidence> items) {
    static final FolderEvidence NONE = new FolderEvidence("", Map.of());

    static FolderEvidence of(FolderListing listing) {
        Map<ItemKey, Evidence> items = new LinkedHashMap<>();
        listing.items().forEach(item -> items.put(item.key(), Evidence.of(item)));
        return new FolderEvidence(listing.identity(), items);
    }

    /** With more of some items; the others stay as they are. */
    FolderEvidence with(Collection<Evidence> more) {
        Map<ItemKey, Evidence> all = new LinkedHashMap<>(items);
        more.forEach(item -> all.replace(item.key(), item));
        return new FolderEvidence(identity, all);
    }

    /** Without items that are gone meanwhile. */
    FolderEvidence without(Collection<ItemKey> gone) {
        if (gone.isEmpty()) {
            return this;
        }
        Map<ItemKey, Evidence> left = new LinkedHashMap<>(items);
        left.keySet().removeAll(gone);
        return new FolderEvidence(identity, left);
    }

    /** Those of these items that are there. */
    List<Evidence> of(Set<ItemKey> keys) {
        return list().stream().filter(item -> keys.contains(item.key())).toList();
    }

    List<Evidence> list() {
        return List.copyOf(items.values());
    }
}
