package org.stagepost.sync;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FailureCode;

/**
 * What is known of one folder pair; all but the intent could be found again by comparing the two folders.
 *
 * @param sourceIdentity the source folder's identity; the state is worthless under another one
 * @param tbase target position below which every item is known to be a copy or foreign
 * @param fates items that have no copy, and why: refused, unreadable or vanished
 * @param sliceMillis how long the last slice took
 */
record FolderState(
        String sourceIdentity,
        FolderMark tbase,
        CopiedItems copied,
        Map<ItemKey, FailureCode> fates,
        Intent intent,
        long sliceMillis) {
    FolderState {
        fates = Collections.unmodifiableMap(new LinkedHashMap<>(fates));
    }

    /** Nothing is known; all that stands on the target is yet to be looked at. */
    static FolderState fresh(String sourceIdentity, FolderMark mark) {
        return new FolderState(sourceIdentity, mark.beginning(), CopiedItems.NONE, Map.of(), Intent.NONE, 0);
    }

    boolean isDecided(ItemKey key) {
        return fates.containsKey(key) || copied.contains(key);
    }

    /** Items that were there when they were not copied. */
    Set<ItemKey> skipped() {
        return fates.keySet().stream()
                .filter(key -> fates.get(key) != FailureCode.ITEM_VANISHED)
                .collect(Collectors.toSet());
    }

    FolderState withTbase(FolderMark mark) {
        return new FolderState(sourceIdentity, mark, copied, fates, intent, sliceMillis);
    }

    FolderState withCopied(Collection<CopiedItem> more) {
        return new FolderState(sourceIdentity, tbase, copied.plus(more), fates, intent, sliceMillis);
    }

    FolderState withFates(Map<ItemKey, FailureCode> more) {
        Map<ItemKey, FailureCode> all = new LinkedHashMap<>(fates);
        all.putAll(more);
        return new FolderState(sourceIdentity, tbase, copied, all, intent, sliceMillis);
    }

    FolderState withoutFates() {
        return new FolderState(sourceIdentity, tbase, copied, Map.of(), intent, sliceMillis);
    }

    FolderState withIntent(Intent next) {
        return new FolderState(sourceIdentity, tbase, copied, fates, next, sliceMillis);
    }

    FolderState withSliceMillis(long millis) {
        return new FolderState(sourceIdentity, tbase, copied, fates, intent, millis);
    }
}
