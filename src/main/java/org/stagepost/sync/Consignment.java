package org.stagepost.sync;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.HeaderHash;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSink;
import org.stagepost.mailbox.SliceWriter;

/**
 * Items on their way: takes them from the source and hands them on to the target one after the other.
 * They are asked for before they may be sent. What arrives before {@link #begin} is passed over: it has to be asked for
 * again.
 */
final class Consignment implements ItemSink {
    private static final int MAX_HEADER = 4 * 1024 * 1024;

    private final ConsignmentTerms terms;
    private final Set<ItemKey> missing;
    private final Map<ItemKey, SentItem> sent = new LinkedHashMap<>();
    private final Map<ItemKey, String> unreadable = new LinkedHashMap<>();
    private final HeaderExcerpt excerpt = new HeaderExcerpt();
    private @Nullable SliceWriter writer;
    private boolean passedOver;

    Consignment(ConsignmentTerms terms, List<ItemKey> expected) {
        this.terms = terms;
        this.missing = new LinkedHashSet<>(expected);
    }

    void begin(SliceWriter next) {
        writer = next;
    }

    /** True when items came too early. */
    boolean isPassedOver() {
        return passedOver;
    }

    @Override
    public void item(ItemHead head, InputStream content, long sizeBytes) throws IOException {
        SliceWriter to = writer;
        if (to == null) {
            passedOver = true;
            return;
        }
        if (!missing.remove(head.key())) {
            return; // not asked for, or a second time: it would be there twice
        }
        ItemHead wanted =
                new ItemHead(head.key(), head.receivedDate(), terms.fitter().marks(head));
        ItemHead fitted = terms.fitter().fit(head);
        try (CanonicalContent canonical = CanonicalContent.read(content, sizeBytes, terms.space())) {
            to.add(fitted, canonical);
            sent.put(head.key(), SentItem.of(wanted, fitted, canonical, header(canonical)));
        }
    }

    @Override
    public void unreadable(ItemKey key, String reason) {
        if (writer == null) {
            passedOver = true;
        } else if (missing.remove(key)) {
            unreadable.put(key, reason);
        }
    }

    Map<ItemKey, SentItem> sent() {
        return sent;
    }

    long sentBytes() {
        return sent.values().stream().mapToLong(SentItem::sizeBytes).sum();
    }

    Map<ItemKey, String> unreadable() {
        return unreadable;
    }

    /** Expected, and not delivered. */
    Set<ItemKey> missing() {
        return missing;
    }

    private SentHeader header(CanonicalContent content) throws IOException {
        byte[] named;
        try (InputStream in = content.open()) {
            named = excerpt.of(in);
        }
        if (terms.targetTellsKeys()) {
            return new SentHeader("", named);
        }
        try (InputStream in = content.open()) {
            return new SentHeader(HeaderHash.of(MessageHeader.bytes(in, MAX_HEADER)), named);
        }
    }
}
