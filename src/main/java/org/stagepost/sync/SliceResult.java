package org.stagepost.sync;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FailureCode;

/**
 * What became of the items of a slice: each is either copied or has a fate.
 *
 * @param unkeyed fingerprints of copies whose keys the target did not tell
 * @param sizeBytes of the copied items, in canonical form
 */
record SliceResult(
        Map<ItemKey, CopiedItem> copied,
        Map<ItemKey, ItemFingerprint> unkeyed,
        Map<ItemKey, FailureCode> fates,
        List<SkippedItem> skipped,
        Alterations alterations,
        long sizeBytes) {

    /** The same with the keys that were found since. */
    SliceResult withKeys(Map<ItemKey, ItemKey> keys) {
        Map<ItemKey, CopiedItem> keyed = new LinkedHashMap<>(copied);
        keys.forEach((source, copy) -> keyed.computeIfPresent(source, (key, item) -> item.as(copy)));
        return new SliceResult(keyed, Map.of(), fates, skipped, alterations, sizeBytes);
    }

    long vanished() {
        return fates.values().stream().filter(FailureCode.ITEM_VANISHED::equals).count();
    }
}
