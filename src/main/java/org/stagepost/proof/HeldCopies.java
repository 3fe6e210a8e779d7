package org.stagepost.proof;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Set<FolderPath> present;
    private final Map<ItemIdentity, Holder> holders = new HashMap<>();

    /** @param key of the item in the holder */
    private record Holder(JournalView view, ItemKey key) {}

    /**
     * A labelled item, and what stands for it in its holder.
     *
     * @param item as far as it was read; null when it was deleted meanwhile
     * @param copy null when there is none
     */
    record Held(
            @Nullable Evidence item,
            FolderPath holder,
            FolderPath target,
            @Nullable Evidence copy) {}

    /** @param present the target's folders */
    HeldCopies(BothSides sides, Depth depth, Collection<JournalView> views, Set<FolderPath> present) {
        this.sides = sides;
        this.depth = depth;
        this.present = Set.copyOf(present);
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
        FolderLook seen = new FolderLook(sides, folder, view.target(), new FolderEvidence(source.identity(), some));
        seen.listTarget(present.contains(view.target()));
        boolean keysHold = view.targetIdentity().equals(seen.target().identity());
        Map<ItemKey, ItemKey> recorded = new HashMap<>();
        if (keysHold) {
            items.forEach(item -> view.copy(holder(item).key()).ifPresent(copy -> recorded.put(item.key(), copy)));
        }
        seen.pairedBy(Pairing.byKeys(seen.source(), seen.target(), key -> Optional.ofNullable(recorded.get(key))));
        findByContent(seen, items, recorded.keySet());
        if (depth.kind() != Depth.Kind.QUICK) {
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
                            seen.copy(item).orElse(null)));
        }
        return held;
    }

    /** Where the copies' keys are not known, or mean nothing any more. */
    private static void findByContent(FolderLook seen, List<Evidence> items, Set<ItemKey> recorded) {
        List<Evidence> keyless =
                items.stream().filter(item -> !recorded.contains(item.key())).toList();
        if (keyless.isEmpty()) {
            return;
        }
        seen.fingerprint(keyless, seen.pairing().loneCopies(seen.target()));
        Set<ItemKey> keys = keyless.stream().map(Evidence::key).collect(Collectors.toSet());
        seen.pairing().byContent(seen.source().of(keys), seen.pairing().loneCopies(seen.target()));
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
