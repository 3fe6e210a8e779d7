package org.stagepost.sync;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemKey;

/**
 * Recognises copies by their fingerprints: header, size and received date must be equal. A pure function.
 * Equal copies are paired first to first. There is no tolerance: an item taken for another would be lost, one that is
 * not recognised is only there twice.
 */
final class Adoption {
    /** What copies are looked up by; the date is compared apart, because it may be unknown. */
    private record Content(String headerHash, long sizeBytes) {
        static Content of(ItemFingerprint item) {
            return new Content(item.headerHash(), item.sizeBytes());
        }
    }

    private Adoption() {}

    /**
     * @param items of the source, in its order; dates as their copies have them, {@link ReceivedDates#ANY} if unknown
     * @param found on the target, in the order of arrival
     * @return source key to target key
     */
    static Map<ItemKey, ItemKey> pair(List<ItemFingerprint> items, List<ItemFingerprint> found) {
        Map<Content, LinkedList<ItemFingerprint>> wanted = new HashMap<>();
        items.forEach(item -> wanted.computeIfAbsent(Content.of(item), content -> new LinkedList<>())
                .add(item));
        Map<ItemKey, ItemKey> pairs = new LinkedHashMap<>();
        for (ItemFingerprint copy : found) {
            Iterator<ItemFingerprint> alike =
                    wanted.getOrDefault(Content.of(copy), new LinkedList<>()).iterator();
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
