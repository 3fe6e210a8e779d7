package org.stagepost.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemKey;

/**
 * Recognises copies by their fingerprints. A pure function.
 * Equal copies are paired first to first. Header and received date must be equal; the size, too, except where servers
 * count differently and there is no doubt which item is meant: an item taken for another would be lost, one that is not
 * recognised is only there twice.
 */
final class Adoption {
    private static final long SLACK_BYTES = 1024;
    private static final long SLACK_PART = 16;

    private final Map<ItemKey, ItemKey> pairs = new LinkedHashMap<>();
    private final Map<String, LinkedList<ItemFingerprint>> wanted = new HashMap<>();

    private Adoption(List<ItemFingerprint> items) {
        for (ItemFingerprint item : items) {
            wanted.computeIfAbsent(item.headerHash(), hash -> new LinkedList<>())
                    .add(item);
        }
    }

    /**
     * @param items of the source, in its order; dates as their copies have them, {@link ReceivedDates#ANY} if unknown
     * @param found on the target, in the order of arrival
     * @return source key to target key
     */
    static Map<ItemKey, ItemKey> pair(List<ItemFingerprint> items, List<ItemFingerprint> found) {
        Adoption adoption = new Adoption(items);
        List<ItemFingerprint> rest = adoption.take(found, (item, copy) -> item.sizeBytes() == copy.sizeBytes());
        adoption.dropAmbiguous();
        adoption.take(rest, (item, copy) -> sizesMayAgree(item.sizeBytes(), copy.sizeBytes()));
        return adoption.pairs;
    }

    static boolean sizesMayAgree(long one, long other) {
        return Math.abs(one - other) <= SLACK_BYTES + Math.max(one, other) / SLACK_PART;
    }

    /** Pairs each with the first that fits; gives back those that nothing fits. */
    private List<ItemFingerprint> take(
            List<ItemFingerprint> found, BiPredicate<ItemFingerprint, ItemFingerprint> sizesFit) {
        List<ItemFingerprint> rest = new ArrayList<>();
        for (ItemFingerprint copy : found) {
            if (!takeOne(copy, sizesFit)) {
                rest.add(copy);
            }
        }
        return rest;
    }

    private boolean takeOne(ItemFingerprint copy, BiPredicate<ItemFingerprint, ItemFingerprint> sizesFit) {
        var items = wanted.getOrDefault(copy.headerHash(), new LinkedList<>()).iterator();
        while (items.hasNext()) {
            ItemFingerprint item = items.next();
            if (datesAgree(item.receivedDate(), copy.receivedDate()) && sizesFit.test(item, copy)) {
                pairs.put(item.key(), copy.key());
                items.remove();
                return true;
            }
        }
        return false;
    }

    /** Items with one header and different sizes: a size that fits none of them exactly may belong to any. */
    private void dropAmbiguous() {
        wanted.values().removeIf(items -> {
            Set<Long> sizes = new HashSet<>();
            items.forEach(item -> sizes.add(item.sizeBytes()));
            return sizes.size() != 1;
        });
    }

    private static boolean datesAgree(Instant item, Instant copy) {
        return item.equals(ReceivedDates.ANY) || item.getEpochSecond() == copy.getEpochSecond();
    }
}
