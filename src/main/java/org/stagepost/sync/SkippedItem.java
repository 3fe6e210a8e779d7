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
        String serverReply) {}
