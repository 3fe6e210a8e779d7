package org.stagepost.sync;

import java.time.Instant;
import java.util.List;
import org.stagepost.mailbox.ItemKey;

/**
 * The slice that is about to be sent: after a crash, exactly these items may stand on the target unknown to the state.
 *
 * @param plannedAt received dates after it are replaced by it, so that a copy can be recognised by its date
 */
record Intent(List<ItemKey> keys, Instant plannedAt) {
    static final Intent NONE = new Intent(List.of(), Instant.EPOCH);

    Intent {
        keys = List.copyOf(keys);
    }

    boolean isNone() {
        return keys.isEmpty();
    }
}
