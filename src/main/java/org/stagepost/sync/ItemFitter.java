package org.stagepost.sync;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Marks;

/**
 * Makes the marks and received dates of a slice's items such that the target folder keeps them.
 * Everything the target must be asked for that is asked before the slice is written.
 */
final class ItemFitter {
    private final PermittedMarks permitted;
    private final Instant latest;
    private final Map<ItemKey, Marks> listed = new HashMap<>();

    /** @param latest received dates after it are replaced by it */
    ItemFitter(PermittedMarks permitted, List<ItemSummary> slice, Instant latest) {
        this.permitted = permitted;
        this.latest = latest;
        for (ItemSummary item : slice) {
            listed.put(item.key(), permitted.shared(item.marks()));
        }
    }

    Instant latest() {
        return latest;
    }

    /**
     * The source's marks, or those of a moment ago if they are new to the target: the next pass writes the others. Where the
     * server told them only once, those that it told.
     */
    Marks marks(ItemHead head) {
        Marks before = listed.getOrDefault(head.key(), Marks.NONE);
        if (head.marks().isUnknown()) {
            return before;
        }
        return before.isUnknown() || permitted.knows(head.marks()) ? permitted.shared(head.marks()) : before;
    }

    ItemHead fit(ItemHead head) {
        return new ItemHead(head.key(), ReceivedDates.clamp(head.receivedDate(), latest), permitted.of(marks(head)));
    }
}
