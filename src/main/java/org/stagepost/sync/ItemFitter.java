package org.stagepost.sync;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.Marks;

/**
 * Makes an item's marks and received date such that the target folder keeps them.
 *
 * @param latest received dates after it are replaced by it
 */
record ItemFitter(UnaryOperator<Marks> permitted, Instant latest) {
    ItemHead fit(ItemHead head) {
        return new ItemHead(
                head.key(), ReceivedDates.clamp(head.receivedDate(), latest), permitted.apply(head.marks()));
    }
}
