package org.stagepost.sync;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FolderPath;

/** Items of a target folder that no state knows: copies whose making was not recorded, or other people's mail. */
final class Strangers {
    private static final long SLACK_BYTES = 1024;
    private static final long SLACK_PART = 16;

    private final TargetMailbox target;
    private final FolderPath folder;
    private List<ItemFingerprint> items = List.of();
    private TreeSet<Long> sizes = new TreeSet<>();

    Strangers(TargetMailbox target, FolderPath folder) {
        this.target = target;
        this.folder = folder;
    }

    void lookSince(FolderMark mark, CopiedItems copied) {
        Predicate<ItemKey> known = copied.targets();
        keep(target.since(folder, mark).await().stream()
                .filter(item -> !known.test(item.key()))
                .toList());
    }

    boolean none() {
        return items.isEmpty();
    }

    boolean haveSize(long sizeBytes) {
        return sizes.contains(sizeBytes);
    }

    /** Within what servers differ by when they count the bytes of one item. */
    boolean mayHaveSize(long sizeBytes) {
        long slack = SLACK_BYTES + sizeBytes / SLACK_PART;
        Long nearest = sizes.ceiling(sizeBytes - slack);
        return nearest != null && nearest <= sizeBytes + slack;
    }

    /** Those of the items that share header and date with a stranger. */
    List<ItemFingerprint> lookAlikes(List<ItemFingerprint> candidates) {
        Map<String, List<ItemFingerprint>> byHeader =
                items.stream().collect(Collectors.groupingBy(ItemFingerprint::headerHash));
        return candidates.stream()
                .filter(item -> byHeader.getOrDefault(item.headerHash(), List.of()).stream()
                        .anyMatch(other -> Adoption.datesAgree(item.receivedDate(), other.receivedDate())))
                .toList();
    }

    /**
     * Those that are copies of these items are strangers no more.
     *
     * @return source key to target key
     */
    Map<ItemKey, ItemKey> adoptedAs(List<ItemFingerprint> candidates) {
        Map<ItemKey, ItemKey> pairs = Adoption.pair(candidates, items);
        Set<ItemKey> known = new HashSet<>(pairs.values());
        keep(items.stream().filter(item -> !known.contains(item.key())).toList());
        return pairs;
    }

    private void keep(List<ItemFingerprint> remaining) {
        items = remaining;
        sizes = new TreeSet<>();
        remaining.forEach(item -> sizes.add(item.sizeBytes()));
    }
}
