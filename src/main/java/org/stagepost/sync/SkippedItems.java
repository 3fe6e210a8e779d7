package org.stagepost.sync;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSink;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;

/** The skipped items of a slice, each with what names it to a person: its header is read for that once more. */
final class SkippedItems {
    private final SourceMailbox source;
    private final FolderPath folder;
    private final List<SkippedItem> items = new ArrayList<>();

    SkippedItems(SourceMailbox source, FolderPath folder) {
        this.source = source;
        this.folder = folder;
    }

    void refused(SentItem item, FailureCode reason, String reply) {
        ItemKey key = item.head().key();
        HeaderSink sink = new HeaderSink();
        source.read(folder, List.of(key), sink).await();
        items.add(new SkippedItem(
                folder,
                key,
                reason,
                sink.header.messageId(),
                item.head().receivedDate(),
                sink.header.from(),
                sink.header.subject(),
                item.sizeBytes(),
                reply));
    }

    /** Nothing is known of it but that it is there. */
    void unreadable(ItemKey key, String reply) {
        items.add(new SkippedItem(folder, key, FailureCode.ITEM_UNREADABLE, "", Instant.EPOCH, "", "", 0, reply));
    }

    List<SkippedItem> list() {
        return List.copyOf(items);
    }

    private static final class HeaderSink implements ItemSink {
        private MessageHeader header = MessageHeader.NONE;

        @Override
        public void item(ItemHead head, InputStream content, long sizeBytes) throws IOException {
            header = MessageHeader.read(content);
        }

        @Override
        public void unreadable(ItemKey key, String reason) {}
    }
}
