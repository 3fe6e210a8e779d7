package org.stagepost.mailbox;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.FailureCode;

/** What became of one item of a slice that was written to a target. */
public final class ItemOutcome {
    private final ItemKey source;
    private final Kind kind;
    private final @Nullable ItemKey copy;
    private final FailureCode failure;
    private final String serverReply;
    private final boolean bare;
    private final boolean unflagged;

    /** The three endings. */
    public enum Kind {
        /** Stored; its key is known only with KEYS_ON_APPEND. */
        COPIED,
        /** Not stored, and the server meant this item. */
        REFUSED,
        /** Not stored because another item of the slice was refused: write it again in a smaller slice. */
        UNDECIDED
    }

    private ItemOutcome(ItemKey source, Kind kind, @Nullable ItemKey copy, FailureCode failure, String serverReply) {
        this(source, kind, copy, failure, serverReply, false, false);
    }

    private ItemOutcome(
            ItemKey source,
            Kind kind,
            @Nullable ItemKey copy,
            FailureCode failure,
            String serverReply,
            boolean bare,
            boolean unflagged) {
        this.source = source;
        this.kind = kind;
        this.copy = copy;
        this.failure = failure;
        this.serverReply = serverReply;
        this.bare = bare;
        this.unflagged = unflagged;
    }

    public static ItemOutcome copied(ItemKey source, ItemKey copy) {
        return new ItemOutcome(source, Kind.COPIED, copy, FailureCode.INTERNAL, "");
    }

    public static ItemOutcome copiedUnkeyed(ItemKey source) {
        return new ItemOutcome(source, Kind.COPIED, null, FailureCode.INTERNAL, "");
    }

    /** @param failure of reach ITEM */
    public static ItemOutcome refused(ItemKey source, FailureCode failure, String serverReply) {
        return new ItemOutcome(source, Kind.REFUSED, null, failure, serverReply);
    }

    public static ItemOutcome undecided(ItemKey source, String serverReply) {
        return new ItemOutcome(source, Kind.UNDECIDED, null, FailureCode.ITEM_REFUSED, serverReply);
    }

    /** The same, without the item's keywords: the server refused it with them. */
    public ItemOutcome withoutKeywords() {
        return new ItemOutcome(source, kind, copy, failure, serverReply, true, unflagged);
    }

    /** The same, without the item's \\Flagged: the server took it, and could not be told the flag. */
    public ItemOutcome withoutFlagged() {
        return new ItemOutcome(source, kind, copy, failure, serverReply, bare, true);
    }

    public ItemKey source() {
        return source;
    }

    public Kind kind() {
        return kind;
    }

    public Optional<ItemKey> copy() {
        return Optional.ofNullable(copy);
    }

    /** Meaningful for REFUSED only. */
    public FailureCode failure() {
        return failure;
    }

    /** True for a copy that the server took only without keywords; some of them it may take by themselves. */
    public boolean isWithoutKeywords() {
        return bare;
    }

    /** True for a copy that lacks the item's \\Flagged. */
    public boolean isWithoutFlagged() {
        return unflagged;
    }

    public String serverReply() {
        return serverReply;
    }

    @Override
    public String toString() {
        return source.value() + " " + kind + (copy == null ? "" : " as " + copy.value())
                + (bare ? " without keywords" : "") + (unflagged ? " without \\Flagged" : "");
    }
}
