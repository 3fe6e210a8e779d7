package org.stagepost.sync;

import java.util.ArrayList;
import java.util.List;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.model.FolderPath;

/** Cuts the items that are still to be copied into slices, in their order. */
final class SlicePlanner {
    private final FolderPath folder;
    private final List<ItemSummary> pending;
    private final CopySettings settings;
    private int next;

    SlicePlanner(FolderPath folder, List<ItemSummary> pending, CopySettings settings) {
        this.folder = folder;
        this.pending = List.copyOf(pending);
        this.settings = settings;
    }

    /** Without keys when nothing is left. An item that is larger than a slice may be is one of its own. */
    Slice next() {
        List<ItemKey> keys = new ArrayList<>();
        long bytes = 0;
        while (next < pending.size() && keys.size() < settings.sliceItems()) {
            long size = Math.max(0, pending.get(next).sizeBytes());
            if (!keys.isEmpty() && bytes + size > settings.sliceBytes()) {
                break;
            }
            keys.add(pending.get(next++).key());
            bytes += size;
        }
        return new Slice(folder, keys, bytes);
    }

    int items() {
        return pending.size();
    }

    long sizeBytes() {
        return pending.stream().mapToLong(item -> Math.max(0, item.sizeBytes())).sum();
    }
}
