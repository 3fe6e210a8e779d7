package org.stagepost.proof;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.ItemIdentity;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FolderPath;
import org.stagepost.sync.JournalView;

/**
 * Looks for the copies of items that several folders show: one of these folders, the holder, has the only copy. They are
 * looked at as deep as all others, each time that a folder shows them.
 */
final class HeldCopies {
    private final BothSides sides;
    private final Depth depth;
    private final Holdings holdings;
    private final Map<ItemIdentity, Holder> holders = new HashMap<>();

    /** @param key of the item in the holder */
    private record Holder(JournalView view, ItemKey key) {}

    /**
     * A labelled item, and what stands for it in its holder.
     *
     * @param item as far as it was read; null when it was deleted meanwhile
     * @param copy null when there is none
     * @param shown the holder shows the item, and its marks are compared there
     */
    record Held(
            @Nullable Evidence item,
            FolderPath holder,
            FolderPath target,
            @Nullable Evidence copy,
            boolean shown) {}

    HeldCopies(BothSides sides, Depth depth, Collection<JournalView> views, Holdings holdings) {
        this.sides = sides;
        this.depth = depth;
        this.holdings = holdings;
        for (JournalView view : views) {
            view.held().forEach((identity, key) -> holders.put(identity, new Holder(view, key)));
        }
    }

    /** By the items' keys; one that no folder holds is not in it. */
    Map<ItemKey, Held> look(FolderPath folder, FolderEvidence source, List<Evidence> labelled) {
        Map<JournalView, List<Evidence>> byHolder = labelled.stream()
                .filter(item -> holders.containsKey(item.identity()))
                .collect(Collectors.groupingBy(
                        item -> holder(item).view(), LinkedHashMap::new, Collectors.toUnmodifiableList()));
        Map<ItemKey, Held> found = new HashMap<>();
        byHolder.forEach((view, items) -> found.putAll(look(folder, source, items, view)));
        return found;
    }

    private Holder holder(Evidence item) {
        Holder holder = holders.get(item.identity());
        if (holder == null) {
            throw new IllegalStateException("no folder holds item " + item.key());
        }
        return holder;
    }

    private Map<ItemKey, Held> look(FolderPath folder, FolderEvidence source, List<Evidence> items, JournalView view) {
        Map<ItemKey, Evidence> some = new LinkedHashMap<>();
        items.forEach(item -> some.put(item.key(), item));
        Holdings.Holding holding = holdings.of(view, !isQuick());
        FolderLook seen = new FolderLook(sides, folder, view.target(), new FolderEvidence(source.identity(), some));
        seen.knowTarget(holding.target());
        boolean keysHold = view.targetIdentity().equals(seen.target().identity());
        Map<ItemKey, ItemKey> recorded = new HashMap<>();
        if (keysHold) {
            items.forEach(item -> view.copy(holder(item).key()).ifPresent(copy -> recorded.put(item.key(), copy)));
        }
        seen.pairedBy(Pairing.byKeys(seen.source(), seen.target(), key -> Optional.ofNullable(recorded.get(key))));
        Set<ItemKey> known = isQuick() ? recorded.keySet() : Set.of();
        findByContent(seen, known, keysHold ? view.copies() : key -> false);
        holdings.seen(holding, seen.target());
        if (!isQuick()) {
            compare(seen, folder);
        }
        Map<ItemKey, Held> held = new HashMap<>();
        for (Evidence item : items) {
            held.put(
                    item.key(),
                    new Held(
                            seen.source().items().get(item.key()),
                            view.source(),
                            view.target(),
                            seen.copy(item).orElse(null),
                            holding.shown().contains(item.identity())));
        }
        return held;
    }

    private boolean isQuick() {
        return depth.kind() == Depth.Kind.QUICK;
    }

    /**
     * Where the copies' keys are not known, or mean nothing any more, and where a copy was restored under another key.
     *
     * @param known items of which the recorded keys alone count
     * @param ours keys of copies, each of which is another item's
     */
    private static void findByContent(FolderLook seen, Set<ItemKey> known, Predicate<ItemKey> ours) {
        List<Evidence> keyless = seen.pairing().lone(seen.source()).stream()
                .filter(item -> !known.contains(item.key()))
                .toList();
        if (keyless.isEmpty()) {
            return;
        }
        List<Evidence> strangers = strangers(seen, ours);
        seen.fingerprint(
                keyless.stream().filter(item -> !item.isKnown()).toList(),
                strangers.stream().filter(copy -> !copy.isKnown()).toList());
        Set<ItemKey> keys = keyless.stream().map(Evidence::key).collect(Collectors.toSet());
        seen.pairing().byContent(seen.source().of(keys), strangers(seen, ours));
    }

    private static List<Evidence> strangers(FolderLook seen, Predicate<ItemKey> ours) {
        return seen.pairing().loneCopies(seen.target()).stream()
                .filter(copy -> !ours.test(copy.key()))
                .toList();
    }

    private void compare(FolderLook seen, FolderPath folder) {
        List<Evidence> pairs = paired(seen);
        if (depth.kind() == Depth.Kind.FULL) {
            seen.readPairs(pairs);
            return;
        }
        seen.fingerprintPairs(pairs);
        seen.readDoubtfulPairs(paired(seen), item -> depth.reads(folder, item.key()));
    }

    private static List<Evidence> paired(FolderLook seen) {
        return seen.source().list().stream()
                .filter(item -> seen.copy(item).isPresent())
                .toList();
    }
}
