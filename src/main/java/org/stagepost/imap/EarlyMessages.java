package org.stagepost.imap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.stagepost.imap.wire.BodySpool;
import org.stagepost.mailbox.ItemHead;

/**
 * Messages that came before their turn: Dovecot works on several FETCHes at a time and sends the next one's messages
 * before it has told that one of the former is gone.
 */
final class EarlyMessages {
    private final Map<Long, Early> held = new LinkedHashMap<>();

    private record Early(ItemHead head, BodySpool text) {}

    /** Takes a message. */
    @FunctionalInterface
    interface Delivery {
        void take(ItemHead head, InputStream content, long size) throws IOException;
    }

    boolean holds(long uid) {
        return held.containsKey(uid);
    }

    void put(ItemHead head, InputStream content, long size) throws IOException {
        held.put(ImapKeys.uid(head.key()), new Early(head, BodySpool.of(content, size)));
    }

    /** Hands all of them over, in the order in which they came. */
    void deliver(Delivery delivery) throws IOException {
        for (Early early : held.values()) {
            try (InputStream content = early.text().open()) {
                delivery.take(early.head(), content, early.text().size());
            }
        }
        close();
    }

    void close() {
        try {
            for (Early early : held.values()) {
                early.text().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        held.clear();
    }
}
