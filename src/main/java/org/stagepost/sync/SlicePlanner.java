package org.stagepost.sync;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.model.FolderPath;

/** Cuts the items that are still to be copied into slices, in their order. */
final class SlicePlanner {
    private final FolderPath folder;
    private final List<ItemSummary> pending;
    private final CopySettings settings;
    private final int doubts;
    private int from;
    private int to;

    /** @param doubtful items that were skipped before: they come first, so that a limit ends the copying at once */
    SlicePlanner(FolderPath folder, List<ItemSummary> pending, Set<ItemKey> doubtful, CopySettings settings) {
        this.folder = folder;
        this.pending = Stream.concat(
                        pending.stream().filter(item -> doubtful.contains(item.key())),
                        pending.stream().filter(item -> !doubtful.contains(item.key())))
                .toList();
        this.doubts = (int)
                pending.stream().filter(item -> doubtful.contains(item.key())).count();
        this.settings = settings;
    }

    /** Without keys when nothing is left. An item that is larger than a slice may be is one of its own. */
    Slice next() {
        from = to;
        long bytes = 0;
        int end = from < doubts ? doubts : pending.size(); // doubtful items are not sent together with good ones
        while (to < end && to - from < settings.sliceItems()) {
            long size = size(pending.get(to));
            if (to > from && bytes + size > settings.sliceBytes()) {
                break;
            }
            bytes += size;
            to++;
        }
        return new Slice(folder, items().stream().map(ItemSummary::key).toList(), bytes);
    }

    /** Those of the slice that was planned last. */
    List<ItemSummary> items() {
        return pending.subList(from, to);
    }

    /** Of all slices. */
    long sizeBytes() {
        return pending.stream().mapToLong(SlicePlanner::size).sum();
    }

    private static long size(ItemSummary item) {
        return Math.max(0, item.sizeBytes());
    }
}
