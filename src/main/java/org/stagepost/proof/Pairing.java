package org.stagepost.proof;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.HeaderHash;
import org.stagepost.mailbox.ItemKey;

/** Which target item is the copy of which source item. Pure; grows as more is read. */
final class Pairing {
    private static final Hash256 EMPTY_HEADER = Hash256.of(HeaderHash.of(new byte[0]));

    private final Map<ItemKey, ItemKey> copies = new LinkedHashMap<>();
    private final Set<ItemKey> taken = new HashSet<>();
    private final Set<ItemKey> recorded = new HashSet<>();

    /** @param copyOf as the journal knows it */
    static Pairing byKeys(FolderEvidence source, FolderEvidence target, Function<ItemKey, Optional<ItemKey>> copyOf) {
        Pairing pairing = new Pairing();
        for (ItemKey key : source.items().keySet()) {
            copyOf.apply(key)
                    .filter(copy -> target.items().containsKey(copy) && !pairing.taken.contains(copy))
                    .ifPresent(copy -> {
                        pairing.pair(key, copy);
                        pairing.recorded.add(key);
                    });
        }
        return pairing;
    }

    void pair(ItemKey item, ItemKey copy) {
        copies.put(item, copy);
        taken.add(copy);
    }

    Optional<ItemKey> copy(ItemKey item) {
        return Optional.ofNullable(copies.get(item));
    }

    /** The pair was found in the journal, not by content. */
    boolean isRecorded(ItemKey item) {
        return recorded.contains(item);
    }

    List<Evidence> lone(FolderEvidence source) {
        return source.list().stream()
                .filter(item -> !copies.containsKey(item.key()))
                .toList();
    }

    List<Evidence> loneCopies(FolderEvidence target) {
        return target.list().stream()
                .filter(item -> !taken.contains(item.key()))
                .toList();
    }

    /** What items are looked up by: their content, or what is known of it. */
    private record Content(Hash256 hash, long sizeBytes) {
        static @Nullable Content of(Evidence item) {
            Hash256 folded = item.folded();
            if (folded != null) {
                return new Content(folded, -1);
            }
            Hash256 header = item.header();
            return header == null || header.equals(EMPTY_HEADER) ? null : new Content(header, item.sizeBytes());
        }
    }

    /** Equal items, first to first; those with equal dates before others. */
    void byContent(Collection<Evidence> items, Collection<Evidence> found) {
        Map<Content, Deque<Evidence>> byContent = new HashMap<>();
        for (Evidence copy : found) {
            Content content = Content.of(copy);
            if (content != null) {
                byContent.computeIfAbsent(content, first -> new ArrayDeque<>()).add(copy);
            }
        }
        List<Evidence> later = new ArrayList<>();
        for (Evidence item : items) {
            if (!take(item, byContent, true)) {
                later.add(item);
            }
        }
        later.forEach(item -> take(item, byContent, false));
    }

    private boolean take(Evidence item, Map<Content, Deque<Evidence>> byContent, boolean sameDate) {
        Content content = Content.of(item);
        Iterator<Evidence> alike = content == null
                ? List.<Evidence>of().iterator()
                : byContent.getOrDefault(content, new ArrayDeque<>()).iterator();
        while (alike.hasNext()) {
            Evidence copy = alike.next();
            if (!sameDate || copy.seconds() == item.seconds()) {
                pair(item.key(), copy.key());
                alike.remove();
                return true;
            }
        }
        return false;
    }

    /** Items with a header that one of the others has, too. */
    static List<Evidence> withHeadersOf(Collection<Evidence> items, Collection<Evidence> others) {
        Set<Hash256> headers = new HashSet<>();
        others.forEach(other -> {
            Hash256 header = other.header();
            if (header != null) {
                headers.add(header);
            }
        });
        return items.stream()
                .filter(item -> {
                    Hash256 header = item.header();
                    return header != null && headers.contains(header);
                })
                .toList();
    }
}
