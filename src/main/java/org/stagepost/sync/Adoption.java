package org.stagepost.sync;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.stagepost.mailbox.HeaderHash;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemKey;

/**
 * Recognises copies by their fingerprints: header, size and received date must be equal, and the body where that proves
 * too little. Pure functions. Equal copies are paired first to first. There is no tolerance: an item taken for another
 * would be lost, one that is not recognised is only there twice.
 */
final class Adoption {
    private static final String EMPTY_HEADER = HeaderHash.of(new byte[0]);

    private Adoption() {}

    /** What copies are looked up by; the date is compared apart, because it may be unknown. */
    private record Content(String headerHash, long sizeBytes, String body) {
        static Content of(ItemFingerprint item, Bodies bodies) {
            return new Content(item.headerHash(), item.sizeBytes(), bodies.hash(item.key()));
        }
    }

    /** Items, and copies that may be theirs. */
    record Alike(List<ItemKey> items, List<ItemKey> copies) {
        private static Alike of(List<ItemFingerprint> items, List<ItemFingerprint> found, Predicate<Content> isMeant) {
            return new Alike(meant(items, isMeant), meant(found, isMeant));
        }

        private static List<ItemKey> meant(List<ItemFingerprint> items, Predicate<Content> isMeant) {
            return items.stream()
                    .filter(item -> isMeant.test(Content.of(item, Bodies.NONE)))
                    .map(ItemFingerprint::key)
                    .toList();
        }
    }

    /** By header and size. */
    static Alike alike(List<ItemFingerprint> items, List<ItemFingerprint> found) {
        Map<Content, Integer> wanted = count(items);
        Map<Content, Integer> there = count(found);
        return Alike.of(items, found, content -> wanted.containsKey(content) && there.containsKey(content));
    }

    /**
     * Those where that is no proof: where several are alike, or where there is no header to tell them apart.
     *
     * @param rivals other items that the copies may be of; under whatever keys
     */
    static Alike doubtful(List<ItemFingerprint> items, List<ItemFingerprint> rivals, List<ItemFingerprint> found) {
        Map<Content, Integer> wanted = count(items);
        Map<Content, Integer> others = count(rivals);
        Map<Content, Integer> there = count(found);
        return Alike.of(items, found, content -> {
            int claims =
                    wanted.containsKey(content) ? wanted.getOrDefault(content, 0) + others.getOrDefault(content, 0) : 0;
            int pairs = claims * there.getOrDefault(content, 0);
            return pairs > 1 || (pairs == 1 && content.headerHash().equals(EMPTY_HEADER));
        });
    }

    private static Map<Content, Integer> count(List<ItemFingerprint> items) {
        Map<Content, Integer> counts = new HashMap<>();
        items.forEach(item -> counts.merge(Content.of(item, Bodies.NONE), 1, Integer::sum));
        return counts;
    }

    /** By the fingerprints alone. */
    static Map<ItemKey, ItemKey> pair(List<ItemFingerprint> items, List<ItemFingerprint> found) {
        return pair(items, found, Bodies.NONE, Bodies.NONE);
    }

    /**
     * @param items of the source, in its order; dates as their copies have them, {@link ReceivedDates#ANY} if unknown
     * @param found on the target, in the order of arrival
     * @param itemBodies those that are to be compared; of the others the fingerprints are enough
     * @return source key to target key
     */
    static Map<ItemKey, ItemKey> pair(
            List<ItemFingerprint> items, List<ItemFingerprint> found, Bodies itemBodies, Bodies foundBodies) {
        Map<Content, LinkedList<ItemFingerprint>> wanted = new HashMap<>();
        items.forEach(item -> wanted.computeIfAbsent(Content.of(item, itemBodies), content -> new LinkedList<>())
                .add(item));
        Map<ItemKey, ItemKey> pairs = new LinkedHashMap<>();
        for (ItemFingerprint copy : found) {
            Iterator<ItemFingerprint> alike = wanted.getOrDefault(Content.of(copy, foundBodies), new LinkedList<>())
                    .iterator();
            while (alike.hasNext()) {
                ItemFingerprint item = alike.next();
                if (datesAgree(item.receivedDate(), copy.receivedDate())) {
                    pairs.put(item.key(), copy.key());
                    alike.remove();
                    break;
                }
            }
        }
        return pairs;
    }

    static boolean datesAgree(Instant item, Instant copy) {
        return item.equals(ReceivedDates.ANY) || item.getEpochSecond() == copy.getEpochSecond();
    }
}
