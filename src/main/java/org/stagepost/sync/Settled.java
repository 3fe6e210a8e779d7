package org.stagepost.sync;

import java.util.Map;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;

/** A part with what became of it. */
record Settled(PartTransfer part, SliceResult result) {
    /** Of the items that have a fate now, as the source counts them: this is how they were planned. */
    long sizeBytes() {
        Map<ItemKey, ?> copied = result.copied();
        Map<ItemKey, ?> fates = result.fates();
        return part.items().stream()
                .filter(item -> copied.containsKey(item.key()) || fates.containsKey(item.key()))
                .mapToLong(ItemSummary::sizeBytes)
                .map(size -> Math.max(0, size))
                .sum();
    }
}
