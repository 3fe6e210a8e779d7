package org.stagepost.sync;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.stagepost.mailbox.ItemKey;

/**
 * Items of a slice that is about to be sent: after a crash, exactly those of all intents may stand on the target unknown
 * to the state.
 *
 * @param plannedAt received dates after it are replaced by it, so that a copy can be recognised by its date
 */
record Intent(List<ItemKey> keys, Instant plannedAt) {
    Intent {
        keys = List.copyOf(keys);
    }

    boolean isNone() {
        return keys.isEmpty();
    }

    Intent only(Predicate<ItemKey> some) {
        return new Intent(keys.stream().filter(some).toList(), plannedAt);
    }
}
