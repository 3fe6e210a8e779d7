package org.stagepost.sync;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.HeaderHash;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSink;
import org.stagepost.mailbox.SliceWriter;

/** Items on their way: takes them from the source and hands them on to the target one after the other. */
final class Consignment implements ItemSink {
    private static final int MAX_HEADER = 4 * 1024 * 1024;

    private final CopySession session;
    private final ItemFitter fitter;
    private final SliceWriter writer;
    private final Set<ItemKey> missing;
    private final Map<ItemKey, SentItem> sent = new LinkedHashMap<>();
    private final Map<ItemKey, String> unreadable = new LinkedHashMap<>();

    Consignment(CopySession session, ItemFitter fitter, SliceWriter writer, List<ItemKey> expected) {
        this.session = session;
        this.fitter = fitter;
        this.writer = writer;
        this.missing = new LinkedHashSet<>(expected);
    }

    @Override
    public void item(ItemHead head, InputStream content, long sizeBytes) throws IOException {
        if (!missing.remove(head.key())) {
            return; // not asked for, or a second time: it would be there twice
        }
        ItemHead wanted = new ItemHead(head.key(), head.receivedDate(), fitter.marks(head));
        ItemHead fitted = fitter.fit(head);
        try (CanonicalContent canonical = CanonicalContent.read(
                content, sizeBytes, session.context().settings().spool())) {
            writer.add(fitted, canonical);
            sent.put(head.key(), SentItem.of(wanted, fitted, canonical, headerHash(canonical)));
        }
    }

    @Override
    public void unreadable(ItemKey key, String reason) {
        if (missing.remove(key)) {
            unreadable.put(key, reason);
        }
    }

    Map<ItemKey, SentItem> sent() {
        return sent;
    }

    Map<ItemKey, String> unreadable() {
        return unreadable;
    }

    /** Expected, and not delivered. */
    Set<ItemKey> missing() {
        return missing;
    }

    private String headerHash(CanonicalContent content) throws IOException {
        if (session.target().capabilities().contains(Capability.KEYS_ON_APPEND)) {
            return "";
        }
        try (InputStream in = content.open()) {
            return HeaderHash.of(MessageHeader.bytes(in, MAX_HEADER));
        }
    }
}
