package org.stagepost.sync;

import java.time.Instant;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;

/**
 * An item that was not copied, by fault, with what names it to a person.
 * The header fields are empty where the item has none or could not be read.
 *
 * @param reason of reach ITEM
 * @param approval {@link Approval#NONE} as long as nobody lets it stay behind
 */
public record SkippedItem(
        FolderPath folder,
        ItemKey key,
        FailureCode reason,
        String messageId,
        Instant receivedDate,
        String from,
        String subject,
        long sizeBytes,
        String serverReply,
        Approval approval) {
    /** Nobody has approved it. */
    public SkippedItem(
            FolderPath folder,
            ItemKey key,
            FailureCode reason,
            String messageId,
            Instant receivedDate,
            String from,
            String subject,
            long sizeBytes,
            String serverReply) {
        this(folder, key, reason, messageId, receivedDate, from, subject, sizeBytes, serverReply, Approval.NONE);
    }
}
