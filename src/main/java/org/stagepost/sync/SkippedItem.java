package org.stagepost.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;

/**
 * An item that was not copied, by fault, with what names it to a person.
 * The header fields are empty where the item has none or could not be read.
 *
 * @param reason of reach ITEM
 * @param approval null as long as nobody has approved that it stays behind
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
        @Nullable ItemApproval approval) {
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
        this(folder, key, reason, messageId, receivedDate, from, subject, sizeBytes, serverReply, null);
    }
}
