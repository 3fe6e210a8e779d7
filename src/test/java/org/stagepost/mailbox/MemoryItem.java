package org.stagepost.mailbox;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An item as a {@link MemoryMailbox} holds it. */
public record MemoryItem(long uid, byte[] content, Instant receivedDate, Marks marks, ItemIdentity identity) {
    public MemoryItem {
        receivedDate = receivedDate.truncatedTo(ChronoUnit.SECONDS);
    }

    public MemoryItem(long uid, byte[] content, Instant receivedDate, Marks marks) {
        this(uid, content, receivedDate, marks, ItemIdentity.NONE);
    }

    public static MemoryItem of(String content, Instant receivedDate, Marks marks) {
        return new MemoryItem(0, content.getBytes(StandardCharsets.ISO_8859_1), receivedDate, marks);
    }

    public ItemKey key() {
        return new ItemKey(Long.toString(uid));
    }

    public String text() {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    /** As a server says it that shows the item in several folders. */
    public MemoryItem identified(String value) {
        return new MemoryItem(uid, content, receivedDate, marks, new ItemIdentity(value));
    }

    MemoryItem numbered(long newUid) {
        return new MemoryItem(newUid, content, receivedDate, marks, identity);
    }

    MemoryItem marked(Marks newMarks) {
        return new MemoryItem(uid, content, receivedDate, newMarks, identity);
    }

    ItemHead head() {
        return new ItemHead(key(), receivedDate, marks);
    }

    ItemFingerprint fingerprint() {
        return new ItemFingerprint(key(), canonicalSize(), receivedDate, HeaderHash.of(content));
    }

    ByteArrayInputStream open() {
        return new ByteArrayInputStream(content);
    }

    private long canonicalSize() {
        long size = content.length;
        for (int i = 0; i < content.length; i++) {
            boolean loneLf = content[i] == '\n' && (i == 0 || content[i - 1] != '\r');
            boolean loneCr = content[i] == '\r' && (i + 1 == content.length || content[i + 1] != '\n');
            size += loneLf || loneCr ? 1 : 0;
        }
        return size;
    }
}
