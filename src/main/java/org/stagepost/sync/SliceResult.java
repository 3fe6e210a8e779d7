package org.stagepost.sync;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * What became of the items of a part: each is copied, has a fate, or is to be written again, unless a failure came between.
 *
 * @param unkeyed fingerprints of copies whose keys the target did not tell
 * @param bare the marks that were wanted of copies that the target took only without some of them
 * @param sizeBytes of the copied items, in canonical form
 * @param undecided not stored because of another one
 * @param failure that ended the slice; to be thrown when the rest of this is durable
 */
record SliceResult(
        Map<ItemKey, CopiedItem> copied,
        Map<ItemKey, ItemFingerprint> unkeyed,
        Map<ItemKey, Marks> bare,
        Map<ItemKey, FailureCode> fates,
        List<SkippedItem> skipped,
        Alterations alterations,
        long sizeBytes,
        List<ItemKey> undecided,
        @Nullable MigrationException failure) {

    /** Of items that were not even tried. */
    static SliceResult decided(Map<ItemKey, FailureCode> fates) {
        return new SliceResult(Map.of(), Map.of(), Map.of(), fates, List.of(), Alterations.NONE, 0, List.of(), null);
    }

    /** Nothing may be asked after a failure: copies without keys are left to be found by the next run. */
    SliceResult failed(MigrationException cause) {
        Map<ItemKey, CopiedItem> keyed = new LinkedHashMap<>(copied);
        keyed.keySet().removeAll(unkeyed.keySet());
        long left =
                unkeyed.values().stream().mapToLong(ItemFingerprint::sizeBytes).sum();
        return new SliceResult(keyed, Map.of(), bare, fates, skipped, alterations, sizeBytes - left, undecided, cause);
    }

    int decided() {
        return copied.size() + fates.size();
    }

    /** The same with the keys that were found since. */
    SliceResult withKeys(Map<ItemKey, ItemKey> keys) {
        Map<ItemKey, CopiedItem> keyed = new LinkedHashMap<>(copied);
        keys.forEach((source, copy) -> keyed.computeIfPresent(source, (key, item) -> item.as(copy)));
        return new SliceResult(keyed, Map.of(), bare, fates, skipped, alterations, sizeBytes, undecided, failure);
    }

    long vanished() {
        return fates.values().stream().filter(FailureCode.ITEM_VANISHED::equals).count();
    }
}
