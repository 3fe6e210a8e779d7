package org.stagepost.sync;

import java.time.temporal.ChronoUnit;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.Marks;

/**
 * An item that was handed to the target.
 *
 * @param head as it was sent
 * @param marks not reduced to what the target permits
 */
record SentItem(ItemHead head, Marks marks, Alterations alterations, long sizeBytes, SentHeader header) {
    /** @param source with the marks that were wanted on the target */
    static SentItem of(ItemHead source, ItemHead sent, CanonicalContent content, SentHeader header) {
        boolean dated = source.receivedDate().truncatedTo(ChronoUnit.SECONDS).equals(sent.receivedDate());
        boolean marked = source.marks().sameAs(sent.marks());
        Alterations alterations = new Alterations(content.isAltered() ? 1 : 0, dated ? 0 : 1, marked ? 0 : 1);
        return new SentItem(sent, source.marks(), alterations, content.sizeBytes(), header);
    }

    ItemFingerprint fingerprint() {
        return new ItemFingerprint(head.key(), sizeBytes, head.receivedDate(), header.hash());
    }
}
