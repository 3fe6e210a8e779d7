package org.stagepost.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.stagepost.mailbox.FolderListing;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.FolderStatus;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Marks;

/**
 * Brings what is known of a folder pair in line with what stands on the target.
 * The same whether the last run ended well, a process died, or the state is lost: what is there is found and never sent
 * again; what is not ours is left alone.
 */
final class Recovery {
    private static final int FINGERPRINTS_AT_ONCE = 1000;

    private final CopySession session;
    private final FolderPair pair;
    private final FolderListing listing;
    private final FolderStatus target;
    private final Strangers strangers;

    Recovery(CopySession session, OpenFolder open) {
        this.session = session;
        this.pair = open.pair();
        this.listing = open.listing();
        this.target = open.target().status();
        this.strangers = new Strangers(session.target(), pair.target());
    }

    FolderAccount recover(Optional<FolderAccount> known) {
        FolderMark mark = target.mark();
        return known.filter(account -> isOf(account.state(), mark))
                .map(account -> recover(account, mark))
                .orElseGet(() -> recoverWithoutState(mark));
    }

    private boolean isOf(FolderState state, FolderMark mark) {
        return state.source().identity().equals(listing.identity())
                && state.tbase().identity().equals(mark.identity());
    }

    private FolderAccount recover(FolderAccount account, FolderMark mark) {
        FolderState state = account.state();
        FolderMark silent = state.intents().isEmpty() ? mark : fence(state);
        if (silent.equals(state.tbase())) {
            return settled(account, silent);
        }
        strangers.lookSince(state.tbase(), state.copied());
        FolderAccount found = adoptIntent(account);
        Predicate<ItemSummary> sizeIsThere = item -> strangers.haveSize(item.sizeBytes());
        return settled(adopt(found, sizeIsThere), silent);
    }

    /**
     * All on the target is looked at: another tool, or we in a former life, may have filled it.
     * For an empty target nobody waits. What a dead process has sent would have to be still on its way while its state,
     * which is stored before anything is sent, is lost; and the first run of a thousand mailboxes would wait as often.
     */
    private FolderAccount recoverWithoutState(FolderMark mark) {
        FolderState fresh = FolderState.fresh(listing.status(), mark);
        FolderAccount account = FolderAccount.of(fresh);
        if (target.items() == 0) {
            return settled(account, mark);
        }
        strangers.lookSince(fresh.tbase(), fresh.copied());
        if (strangers.none()) {
            return settled(account, mark);
        }
        FolderMark silent = fence(fresh);
        if (!silent.equals(mark)) {
            strangers.lookSince(fresh.tbase(), fresh.copied());
        }
        Predicate<ItemSummary> sizeMayBeThere = item -> strangers.mayHaveSize(item.sizeBytes());
        return settled(adopt(account, sizeMayBeThere), silent);
    }

    private FolderMark fence(FolderState state) {
        FolderMark mark = new Fence(session).await(pair.target(), state.sliceMillis());
        return FolderCopy.checked(mark, state);
    }

    /** What the dead process was sending; which marks it sent is not known. */
    private FolderAccount adoptIntent(FolderAccount account) {
        FolderAccount all = account;
        for (Intent intent : account.state().intents()) {
            all = adoptIntent(all, intent);
        }
        return all;
    }

    private FolderAccount adoptIntent(FolderAccount account, Intent intent) {
        Set<ItemKey> keys = new HashSet<>(intent.keys());
        List<ItemKey> candidates = account.pending(listing.items()).stream()
                .map(ItemSummary::key)
                .filter(keys::contains)
                .toList();
        List<CopiedItem> found = new ArrayList<>();
        find(candidates, intent)
                .forEach((source, copy) -> found.add(CopiedItem.keyed(source, copy, MarksMerge.UNKNOWN)));
        return account.adopted(found);
    }

    /** Copies that the state does not know of, because it was lost or is an old one. */
    private FolderAccount adopt(FolderAccount account, Predicate<ItemSummary> isCandidate) {
        if (strangers.none()) {
            return account;
        }
        Map<ItemKey, Marks> candidates = new HashMap<>();
        List<ItemKey> keys = new ArrayList<>();
        for (ItemSummary item : account.pending(listing.items())) {
            if (isCandidate.test(item)) {
                candidates.put(item.key(), item.marks());
                keys.add(item.key());
            }
        }
        Intent upToNow = new Intent(List.of(), session.context().clock().instant());
        List<CopiedItem> found = new ArrayList<>();
        find(keys, upToNow)
                .forEach((source, copy) ->
                        found.add(CopiedItem.keyed(source, copy, candidates.getOrDefault(source, Marks.NONE))));
        return account.adopted(found);
    }

    private Map<ItemKey, ItemKey> find(List<ItemKey> candidates, Intent intent) {
        List<ItemFingerprint> items = new ArrayList<>();
        for (int from = 0; from < candidates.size(); from += FINGERPRINTS_AT_ONCE) {
            int to = Math.min(from + FINGERPRINTS_AT_ONCE, candidates.size());
            session.source().fingerprints(pair.path(), candidates.subList(from, to)).await().stream()
                    .map(item -> ReceivedDates.ofCopy(item, intent.plannedAt()))
                    .forEach(items::add);
        }
        Map<ItemKey, ItemKey> pairs = new LinkedHashMap<>(strangers.adoptedAs(items));
        List<ItemFingerprint> doubtful = strangers.lookAlikes(items).stream()
                .filter(item -> !pairs.containsKey(item.key()))
                .toList();
        pairs.putAll(strangers.adoptedAs(Measurement.of(session.source(), pair.path(), doubtful)));
        return pairs;
    }

    private FolderAccount settled(FolderAccount account, FolderMark mark) {
        return account.with(
                account.state().withSource(listing.status()).withTbase(mark).withIntents(List.of()));
    }
}
