package org.stagepost.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.FolderStatus;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FailureCode;

/**
 * What is known of one folder pair; all but intents and suspects could be found again by comparing the two folders.
 *
 * @param source as it was before it was last compared; the state is worthless under another identity
 * @param tbase target position below which every item is known to be a copy or foreign
 * @param fates items that have no copy, and why: refused, unreadable or vanished
 * @param intents slices that are on their way or about to be sent, in their order
 * @param suspects what connections that died may have sent
 * @param sliceMillis how long the last slice took
 * @param identities none where the source shows each item once
 */
record FolderState(
        FolderStatus source,
        FolderMark tbase,
        CopiedItems copied,
        Map<ItemKey, FailureCode> fates,
        List<Intent> intents,
        Suspects suspects,
        long sliceMillis,
        KnownIdentities identities) {
    FolderState {
        fates = Collections.unmodifiableMap(new LinkedHashMap<>(fates));
        intents = List.copyOf(intents);
    }

    /** Nothing is known; all that stands on the target is yet to be looked at. */
    static FolderState fresh(FolderStatus source, FolderMark mark) {
        return new FolderState(
                source,
                mark.beginning(),
                CopiedItems.NONE,
                Map.of(),
                List.of(),
                Suspects.NONE,
                0,
                KnownIdentities.NONE);
    }

    boolean isDecided(ItemKey key) {
        return fates.containsKey(key)
                || copied.contains(key)
                || identities.labelled().contains(key);
    }

    /** Items that were there when they were not copied. */
    Set<ItemKey> skipped() {
        return fates.keySet().stream()
                .filter(key -> fates.get(key) != FailureCode.ITEM_VANISHED)
                .collect(Collectors.toSet());
    }

    /** The connection that the intents went over is dead: what is undecided of them is suspect. */
    FolderState died(Instant now) {
        List<Intent> undecided = withoutDecidedIntents().intents;
        return withSuspects(suspects.plus(undecided, now)).withIntents(List.of());
    }

    /** Suspects of which a copy is known, by its key: another one is surplus. Of the others none can be. */
    Map<ItemKey, ItemKey> suspectsByCopy() {
        Map<ItemKey, ItemKey> byCopy = new LinkedHashMap<>();
        for (ItemKey suspect : suspects.copiesToCome().keySet()) {
            copied.find(suspect).flatMap(CopiedItem::copy).ifPresent(copy -> byCopy.put(copy, suspect));
        }
        return byCopy;
    }

    /** Past the copies that follow without a gap; past a gap only where nothing is on its way that may be in it. */
    FolderState advanced() {
        long from = KeyNumber.of(tbase);
        long gap = from == KeyNumber.NONE ? from : new OwnKeys(copied, from).firstGap(from);
        return gap == from ? this : withTbase(new FolderMark(tbase.identity(), Long.toString(gap)));
    }

    FolderState withSource(FolderStatus status) {
        return new FolderState(status, tbase, copied, fates, intents, suspects, sliceMillis, identities);
    }

    FolderState withTbase(FolderMark mark) {
        return new FolderState(source, mark, copied, fates, intents, suspects, sliceMillis, identities);
    }

    FolderState withCopied(Collection<CopiedItem> more) {
        return new FolderState(source, tbase, copied.plus(more), fates, intents, suspects, sliceMillis, identities);
    }

    FolderState withoutCopied(Set<ItemKey> items) {
        return new FolderState(source, tbase, copied.minus(items), fates, intents, suspects, sliceMillis, identities);
    }

    FolderState withFates(Map<ItemKey, FailureCode> more) {
        Map<ItemKey, FailureCode> all = new LinkedHashMap<>(fates);
        all.putAll(more);
        return new FolderState(source, tbase, copied, all, intents, suspects, sliceMillis, identities);
    }

    FolderState withoutFates() {
        return new FolderState(source, tbase, copied, Map.of(), intents, suspects, sliceMillis, identities);
    }

    FolderState withIntents(List<Intent> all) {
        return new FolderState(source, tbase, copied, fates, all, suspects, sliceMillis, identities);
    }

    /** One more slice. */
    FolderState withIntent(Intent next) {
        List<Intent> all = new ArrayList<>(intents);
        all.add(next);
        return withIntents(all);
    }

    /** Without items that have a copy or a fate now. */
    FolderState withoutDecidedIntents() {
        return withIntents(intents.stream()
                .map(intent -> intent.only(key -> !isDecided(key)))
                .filter(intent -> !intent.isNone())
                .toList());
    }

    FolderState withSuspects(Suspects all) {
        return new FolderState(source, tbase, copied, fates, intents, all, sliceMillis, identities);
    }

    FolderState withSliceMillis(long millis) {
        return new FolderState(source, tbase, copied, fates, intents, suspects, millis, identities);
    }

    FolderState withIdentities(KnownIdentities known) {
        return new FolderState(source, tbase, copied, fates, intents, suspects, sliceMillis, known);
    }
}
