package org.stagepost.sync;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;

/** An item that stands on the target: its key there, where known, and the source's marks when they were last written. */
final class CopiedItem {
    private final ItemKey source;
    private final @Nullable ItemKey copy;
    private final Marks marks;

    private CopiedItem(ItemKey source, @Nullable ItemKey copy, Marks marks) {
        this.source = source;
        this.copy = copy;
        this.marks = marks;
    }

    static CopiedItem keyed(ItemKey source, ItemKey copy, Marks marks) {
        return new CopiedItem(source, copy, marks);
    }

    static CopiedItem unkeyed(ItemKey source, Marks marks) {
        return new CopiedItem(source, null, marks);
    }

    CopiedItem as(ItemKey foundCopy) {
        return new CopiedItem(source, foundCopy, marks);
    }

    CopiedItem marked(Marks written) {
        return new CopiedItem(source, copy, written);
    }

    ItemKey source() {
        return source;
    }

    Optional<ItemKey> copy() {
        return Optional.ofNullable(copy);
    }

    Marks marks() {
        return marks;
    }
}
