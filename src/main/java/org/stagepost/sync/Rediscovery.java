package org.stagepost.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Marks;

/**
 * Finds copies that the state does not know of: made by a connection that died, by us before the state was lost or set
 * back, or by another tool. It asks for the fingerprints of those source items only that they may be of.
 */
final class Rediscovery {
    private static final int FINGERPRINTS_AT_ONCE = 1000;

    private final CopySession session;
    private final OpenedFolder folder;
    private final Strangers strangers;

    /** @param strangers those that are recognised as copies are so no more */
    Rediscovery(CopySession session, OpenedFolder folder, Strangers strangers) {
        this.session = session;
        this.folder = folder;
        this.strangers = strangers;
    }

    /** @param maybeThere whether an item's size speaks for a copy of it; of suspects it may be any */
    FolderAccount adopt(FolderAccount account, Predicate<ItemSummary> maybeThere) {
        if (strangers.none()) {
            return account;
        }
        Map<ItemKey, Instant> suspects = sentBefore(account.state().suspects());
        Map<ItemKey, Marks> candidates = new LinkedHashMap<>();
        List<ItemSummary> pending = account.pending(folder.listing().items());
        pending.stream()
                .filter(item -> suspects.containsKey(item.key()))
                .forEach(item -> candidates.put(item.key(), Marks.UNKNOWN));
        // beside suspects, what is found may be a second copy of an equal one, with its marks
        pending.stream()
                .filter(maybeThere)
                .forEach(item -> candidates.computeIfAbsent(
                        item.key(), key -> suspects.isEmpty() ? remembered(item) : Marks.UNKNOWN));
        List<ItemFingerprint> items = fingerprints(List.copyOf(candidates.keySet()), suspects);
        List<CopiedItem> found = new ArrayList<>();
        strangers
                .adoptedAs(items, rivals(account.state()))
                .forEach((source, copy) ->
                        found.add(CopiedItem.keyed(source, copy, candidates.getOrDefault(source, Marks.UNKNOWN))));
        return account.adopted(
                found, items.stream().collect(Collectors.toMap(ItemFingerprint::key, ItemFingerprint::sizeBytes)));
    }

    private List<ItemFingerprint> rivals(FolderState state) {
        List<ItemKey> copies = KeyNumber.ascending(state.suspectsByCopy().keySet());
        return copies.isEmpty()
                ? List.of()
                : session.target().fingerprints(folder.pair().target(), copies).await();
    }

    /** The moment of the first sending, which the copy may have as its date. */
    private static Map<ItemKey, Instant> sentBefore(Suspects suspects) {
        Map<ItemKey, Instant> moments = new HashMap<>();
        for (Suspects.Group group : suspects.groups()) {
            group.intent()
                    .keys()
                    .forEach(key -> moments.merge(
                            key, group.intent().plannedAt(), (one, other) -> one.isBefore(other) ? one : other));
        }
        return moments;
    }

    /** What was last written, where the target was rebuilt and only its keys are new; else it is taken to be right. */
    private Marks remembered(ItemSummary item) {
        FolderState before = folder.known().state();
        return before.source().identity().equals(folder.listing().identity())
                ? before.copied().find(item.key()).map(CopiedItem::marks).orElse(item.marks())
                : item.marks();
    }

    private List<ItemFingerprint> fingerprints(List<ItemKey> keys, Map<ItemKey, Instant> sentBefore) {
        Instant now = session.context().clock().instant();
        List<ItemFingerprint> items = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += FINGERPRINTS_AT_ONCE) {
            List<ItemKey> some = keys.subList(from, Math.min(from + FINGERPRINTS_AT_ONCE, keys.size()));
            session.source().fingerprints(folder.pair().path(), some).await().stream()
                    .map(item -> ReceivedDates.ofCopy(item, sentBefore.getOrDefault(item.key(), now)))
                    .forEach(items::add);
        }
        return items;
    }
}
