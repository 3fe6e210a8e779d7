package org.stagepost.proof;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemHead;
import org.stagepost.mailbox.ItemIdentity;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Marks;
import org.stagepost.sync.ContentHash;

/** What one side says of one item; more of it as more is read. Immutable, and small: there is one for each item of a folder. */
final class Evidence {
    private static final long NO_DATE = Long.MIN_VALUE;

    private final ItemSummary listed;
    private final Marks marks;
    private final long sizeBytes;
    private final long date;
    private final @Nullable Hash256 header;
    private final @Nullable Hash256 content;
    private final @Nullable Hash256 folded;
    private final boolean canonical;
    private final @Nullable String trouble;

    private Evidence(
            ItemSummary listed,
            Marks marks,
            long sizeBytes,
            long date,
            @Nullable Hash256 header,
            @Nullable Hash256 content,
            @Nullable Hash256 folded,
            boolean canonical,
            @Nullable String trouble) {
        this.listed = listed;
        this.marks = marks;
        this.sizeBytes = sizeBytes;
        this.date = date;
        this.header = header;
        this.content = content;
        this.folded = folded;
        this.canonical = canonical;
        this.trouble = trouble;
    }

    static Evidence of(ItemSummary listed) {
        return new Evidence(listed, listed.marks(), listed.sizeBytes(), NO_DATE, null, null, null, true, null);
    }

    Evidence with(ItemFingerprint print) {
        return new Evidence(
                listed,
                marks,
                print.sizeBytes(),
                print.receivedDate().getEpochSecond(),
                Hash256.of(print.headerHash()),
                content,
                folded,
                canonical,
                trouble);
    }

    Evidence with(ItemHead head, ContentHash read) {
        Hash256 plain = Hash256.of(read.sha256());
        return new Evidence(
                listed,
                head.marks().equals(marks) ? marks : head.marks(),
                read.sizeBytes(),
                head.receivedDate().getEpochSecond(),
                Hash256.of(read.header()),
                plain,
                read.folded().equals(read.sha256()) ? plain : Hash256.of(read.folded()),
                !read.altered(),
                null);
    }

    Evidence unreadable(String reason) {
        return new Evidence(listed, marks, sizeBytes, date, header, content, folded, canonical, reason);
    }

    ItemKey key() {
        return listed.key();
    }

    ItemIdentity identity() {
        return listed.identity();
    }

    Marks marks() {
        return marks;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /** A fingerprint or more was read. */
    boolean isKnown() {
        return header != null;
    }

    boolean isRead() {
        return content != null;
    }

    /** Null unless it is known. */
    @Nullable
    Instant date() {
        return date == NO_DATE ? null : Instant.ofEpochSecond(date);
    }

    long seconds() {
        return date;
    }

    @Nullable
    Hash256 header() {
        return header;
    }

    @Nullable
    Hash256 folded() {
        return folded;
    }

    /** Hex, empty unless it was read. */
    String sha256() {
        return content == null ? "" : content.hex();
    }

    /** Nothing had to be changed to make it canonical. */
    boolean isCanonical() {
        return canonical;
    }

    /** Why it cannot be read; null if it can. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** By all that was read of both; false when nothing was. */
    boolean hasContentOf(Evidence other) {
        if (folded != null && other.folded != null) {
            return folded.equals(other.folded);
        }
        return header != null && header.equals(other.header) && sizeBytes == other.sizeBytes;
    }

    boolean hasHeaderOf(Evidence other) {
        return header != null && header.equals(other.header);
    }

    boolean hasHashOf(Evidence other) {
        return content != null && content.equals(other.content);
    }
}
