package org.stagepost.sync;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemReader;
import org.stagepost.mailbox.ItemSink;
import org.stagepost.model.FolderPath;

/** Reads items to learn what their fingerprints cannot tell: what the bodies are, and how large a copy is. */
final class Bodies implements ItemSink {
    static final Bodies NONE = new Bodies();

    private final Map<ItemKey, Body> read = new HashMap<>();

    private Bodies() {}

    private record Body(long sizeBytes, String hash) {}

    static Bodies read(ItemReader mailbox, FolderPath folder, Collection<ItemKey> keys) {
        Bodies bodies = new Bodies();
        if (!keys.isEmpty()) {
            mailbox.read(folder, KeyNumber.ascending(keys), bodies).await();
        }
        return bodies;
    }

    /** False also for an item that is gone or cannot be read. */
    boolean contains(ItemKey key) {
        return read.containsKey(key);
    }

    /** Empty for an item that was not read. */
    String hash(ItemKey key) {
        Body body = read.get(key);
        return body == null ? "" : body.hash();
    }

    /** The fingerprint with the size that a copy has, which the server may count in another way. */
    ItemFingerprint measured(ItemFingerprint item) {
        Body body = read.get(item.key());
        long sizeBytes = body == null ? item.sizeBytes() : body.sizeBytes();
        return new ItemFingerprint(item.key(), sizeBytes, item.receivedDate(), item.headerHash());
    }

    @Override
    public void item(ItemHead head, InputStream content, long sizeBytes) throws IOException {
        FoldedDigest digest = new FoldedDigest();
        CanonicalOutputStream canonical = new CanonicalOutputStream(digest);
        try (canonical) {
            content.transferTo(canonical);
        }
        read.put(head.key(), new Body(canonical.written(), digest.hash()));
    }

    @Override
    public void unreadable(ItemKey key, String reason) {}
}
