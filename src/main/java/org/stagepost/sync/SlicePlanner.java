package org.stagepost.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.model.FolderPath;

/** Cuts the items of one folder that are still to be copied into parts of slices, in their order. */
final class SlicePlanner {
    private final FolderPath folder;
    private final List<ItemSummary> pending;
    private final int doubts;
    private final Set<ItemKey> doubtsLeft;
    private final Deque<List<ItemSummary>> again = new ArrayDeque<>();
    private int next;

    /** @param doubtful items that were skipped before: they come first, so that a limit ends the copying at once */
    SlicePlanner(FolderPath folder, List<ItemSummary> pending, Set<ItemKey> doubtful) {
        this.folder = folder;
        this.pending = new ArrayList<>(Stream.concat(
                        pending.stream().filter(item -> doubtful.contains(item.key())),
                        pending.stream().filter(item -> !doubtful.contains(item.key())))
                .toList());
        this.doubtsLeft = pending.stream()
                .map(ItemSummary::key)
                .filter(doubtful::contains)
                .collect(Collectors.toCollection(HashSet::new));
        this.doubts = doubtsLeft.size();
    }

    /** More items, to be copied after the others. */
    void add(List<ItemSummary> items) {
        pending.addAll(items);
    }

    boolean isThrough() {
        return again.isEmpty() && next == pending.size();
    }

    boolean isToBeRepeated() {
        return !again.isEmpty();
    }

    /** True while nothing more is to be sent before the doubtful items are decided. */
    boolean isWaiting() {
        return again.isEmpty() && next == doubts && !doubtsLeft.isEmpty();
    }

    void decided(Collection<ItemKey> keys) {
        doubtsLeft.removeAll(keys);
    }

    /** The next items, if they fit. */
    Optional<Planned> next(Room room) {
        List<ItemSummary> items = again.isEmpty() ? fresh(room) : repeated(room);
        return items.isEmpty() ? Optional.empty() : Optional.of(planned(items));
    }

    /** These items are to be written again, together and with no others of the folder. */
    void again(List<ItemSummary> items) {
        again.add(List.copyOf(items));
    }

    /** Of all items. */
    long sizeBytes() {
        return sizeBytes(pending);
    }

    /** @param items those of the part */
    record Planned(SlicePart part, List<ItemSummary> items) {
        List<ItemSummary> only(List<ItemKey> keys) {
            Set<ItemKey> wanted = new HashSet<>(keys);
            return items.stream().filter(item -> wanted.contains(item.key())).toList();
        }
    }

    private Planned planned(List<ItemSummary> items) {
        List<ItemKey> keys = items.stream().map(ItemSummary::key).toList();
        return new Planned(new SlicePart(folder, keys, sizeBytes(items)), items);
    }

    private List<ItemSummary> repeated(Room room) {
        List<ItemSummary> items = again.element();
        return room.untouched() || room.fits(items.size(), sizeBytes(items)) ? again.remove() : List.of();
    }

    private List<ItemSummary> fresh(Room room) {
        List<ItemSummary> items = new ArrayList<>();
        if (isWaiting()) {
            return items;
        }
        long bytes = 0;
        int end = next < doubts ? doubts : pending.size(); // doubtful items are not sent together with good ones
        while (next < end && room.fits(items.size() + 1, bytes + size(pending.get(next)))) {
            bytes += size(pending.get(next));
            items.add(pending.get(next++));
        }
        return items;
    }

    private static long sizeBytes(List<ItemSummary> items) {
        return items.stream().mapToLong(SlicePlanner::size).sum();
    }

    private static long size(ItemSummary item) {
        return Math.max(0, item.sizeBytes());
    }
}
