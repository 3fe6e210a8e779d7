package org.stagepost.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;

/** The skipped items of a slice, each with what names it to a person. */
final class SkippedItems {
    private final FolderPath folder;
    private final List<SkippedItem> items = new ArrayList<>();

    SkippedItems(FolderPath folder) {
        this.folder = folder;
    }

    void refused(SentItem item, FailureCode reason, String reply) {
        MessageHeader header = MessageHeader.parse(item.header().excerpt());
        items.add(new SkippedItem(
                folder,
                item.head().key(),
                reason,
                header.messageId(),
                item.head().receivedDate(),
                header.from(),
                header.subject(),
                item.sizeBytes(),
                reply));
    }

    /** It never came through. */
    void poison(ItemSummary item, PoisonItem poison) {
        long size = Math.max(0, item.sizeBytes());
        items.add(
                new SkippedItem(folder, item.key(), poison.fate(), "", Instant.EPOCH, "", "", size, poison.message()));
    }

    /** Nothing is known of it but that it is there. */
    void unreadable(ItemKey key, String reply) {
        items.add(new SkippedItem(folder, key, FailureCode.ITEM_UNREADABLE, "", Instant.EPOCH, "", "", 0, reply));
    }

    List<SkippedItem> list() {
        return List.copyOf(items);
    }
}
