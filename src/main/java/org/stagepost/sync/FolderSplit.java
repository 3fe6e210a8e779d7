package org.stagepost.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** The folders of a large mailbox, split between two pairs of connections. A pure function; the order stays. */
record FolderSplit(List<FolderPair> first, List<FolderPair> second) {
    private static final long LEAST_SHARE = 5;

    FolderSplit {
        first = List.copyOf(first);
        second = List.copyOf(second);
    }

    /**
     * Each gets about half of the items; INBOX is in the first.
     *
     * @param items that are to be copied
     * @param leastItems below that it is not worth while; nor is a share of less than a fifth of it
     * @return empty where it is not worth while
     */
    static Optional<FolderSplit> of(List<FolderPair> folders, ToLongFunction<FolderPair> items, long leastItems) {
        if (folders.stream().mapToLong(items).sum() < leastItems) {
            return Optional.empty();
        }
        List<FolderPair> second = new ArrayList<>();
        long firstItems = 0;
        long secondItems = 0;
        for (FolderPair pair : byWeight(folders, items)) {
            if (pair.path().isInbox() || firstItems <= secondItems) {
                firstItems += items.applyAsLong(pair);
            } else {
                secondItems += items.applyAsLong(pair);
                second.add(pair);
            }
        }
        return secondItems < leastItems / LEAST_SHARE
                ? Optional.empty()
                : Optional.of(new FolderSplit(
                        folders.stream().filter(pair -> !second.contains(pair)).toList(),
                        folders.stream().filter(second::contains).toList()));
    }

    private static List<FolderPair> byWeight(List<FolderPair> folders, ToLongFunction<FolderPair> items) {
        return folders.stream()
                .sorted(Comparator.comparing((FolderPair pair) -> !pair.path().isInbox())
                        .thenComparing(Comparator.comparingLong(items).reversed()))
                .toList();
    }
}
