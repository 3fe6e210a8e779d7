package org.stagepost.sync;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSink;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.model.FolderPath;

/** Reads source items to learn how large their copies are, where the server's own count may be another. */
final class Measurement implements ItemSink {
    private final Map<ItemKey, Long> sizes = new HashMap<>();

    private Measurement() {}

    /** The same items with the sizes of their copies; without those that can no longer be read. */
    static List<ItemFingerprint> of(SourceMailbox source, FolderPath folder, List<ItemFingerprint> items) {
        Measurement measurement = new Measurement();
        if (!items.isEmpty()) {
            source.read(folder, items.stream().map(ItemFingerprint::key).toList(), measurement)
                    .await();
        }
        return items.stream()
                .filter(item -> measurement.sizes.containsKey(item.key()))
                .map(item -> new ItemFingerprint(
                        item.key(),
                        measurement.sizes.getOrDefault(item.key(), 0L),
                        item.receivedDate(),
                        item.headerHash()))
                .toList();
    }

    @Override
    public void item(ItemHead head, InputStream content, long sizeBytes) throws IOException {
        CanonicalOutputStream counter = new CanonicalOutputStream(OutputStream.nullOutputStream());
        try (counter) {
            content.transferTo(counter);
        }
        sizes.put(head.key(), counter.written());
    }

    @Override
    public void unreadable(ItemKey key, String reason) {}
}
