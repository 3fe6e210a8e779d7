package org.stagepost.sync;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.stagepost.mailbox.ItemIdentity;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;

/**
 * Identities of a folder's items: of those that have a copy, and of those that are listed. Never altered, so that states
 * share it.
 *
 * @param labelled items without a copy, because the same item has one in another folder
 */
record KnownIdentities(Map<ItemKey, ItemIdentity> byKey, Set<ItemKey> labelled) {
    static final KnownIdentities NONE = new KnownIdentities(Map.of(), Set.of());

    KnownIdentities {
        byKey = Collections.unmodifiableMap(byKey);
        labelled = Collections.unmodifiableSet(labelled);
    }

    /** Those of copies, and what was listed since. */
    KnownIdentities listed(Collection<ItemSummary> items, CopiedItems copied) {
        Map<ItemKey, ItemIdentity> listed = new LinkedHashMap<>();
        for (ItemSummary item : items) {
            if (item.identity().isKnown()) {
                listed.put(item.key(), item.identity());
            }
        }
        Map<ItemKey, ItemIdentity> all = new LinkedHashMap<>();
        byKey.forEach((key, identity) -> {
            if (copied.contains(key) && !listed.containsKey(key)) {
                all.put(key, identity);
            }
        });
        all.putAll(listed);
        return new KnownIdentities(all, Set.of());
    }

    KnownIdentities withLabelled(Collection<ItemKey> more) {
        Set<ItemKey> all = new LinkedHashSet<>(labelled);
        all.addAll(more);
        return new KnownIdentities(byKey, all);
    }

    KnownIdentities withoutLabelled() {
        return new KnownIdentities(byKey, Set.of());
    }

    ItemIdentity of(ItemKey key) {
        return byKey.getOrDefault(key, ItemIdentity.NONE);
    }

    boolean isNone() {
        return byKey.isEmpty() && labelled.isEmpty();
    }
}
