package org.stagepost.proof;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.sync.MessageHeader;

/** What may have become of the copies of items that have none any more: the same header, or the same Message-ID. */
final class AlikeItems {
    /** Of more items without a copy it is not asked which is alike. */
    private static final int MOST_ASKED = 500;

    private final Map<ItemKey, ItemKey> alike = new HashMap<>();

    /** Whether two are the same item in other clothes. */
    private interface Likeness {
        boolean of(Evidence item, Evidence copy);
    }

    /** @param strangers of the target, nobody's copies */
    void find(BothSides sides, KnownFolder known, List<Evidence> lostItems, List<Evidence> strangers) {
        List<Evidence> lost = lostItems.stream().limit(MOST_ASKED).toList();
        List<Evidence> found = strangers.stream().limit(MOST_ASKED).toList();
        if (lost.isEmpty() || found.isEmpty()) {
            return;
        }
        pair(lost, found, Evidence::hasHeaderOf);
        Map<ItemKey, MessageHeader> ofItems = sides.source().headers(known.source(), lost);
        Map<ItemKey, MessageHeader> ofCopies = sides.target().headers(known.target(), found);
        pair(lost, found, (item, copy) -> {
            String id = ofItems.getOrDefault(item.key(), MessageHeader.NONE).messageId();
            return !id.isEmpty()
                    && id.equals(ofCopies.getOrDefault(copy.key(), MessageHeader.NONE)
                            .messageId());
        });
    }

    private void pair(List<Evidence> lost, List<Evidence> found, Likeness likeness) {
        for (Evidence item : lost) {
            found.stream()
                    .filter(copy -> !alike.containsKey(item.key()) && !isTaken(copy))
                    .filter(copy -> likeness.of(item, copy))
                    .findFirst()
                    .ifPresent(copy -> alike.put(item.key(), copy.key()));
        }
    }

    boolean isTaken(Evidence copy) {
        return alike.containsValue(copy.key());
    }

    Optional<ItemKey> of(ItemKey item) {
        return Optional.ofNullable(alike.get(item));
    }
}
