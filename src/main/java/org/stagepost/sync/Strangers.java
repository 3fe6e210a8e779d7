package org.stagepost.sync;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.stagepost.mailbox.FolderMark;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;

/** Items of a target folder that no state knows: copies whose making was not recorded, or other people's mail. */
final class Strangers {
    private static final long SLACK_BYTES = 1024;
    private static final long SLACK_PART = 16;

    /** More keys than that are not asked for one by one. */
    private static final int MOST_GAPS = 1000;

    private final SourceMailbox source;
    private final TargetMailbox target;
    private final FolderPair pair;
    private List<ItemFingerprint> items = List.of();
    private TreeSet<Long> sizes = new TreeSet<>();

    Strangers(CopySession session, FolderPair pair) {
        this.source = session.source();
        this.target = session.target();
        this.pair = pair;
    }

    /** Nothing is asked of the target where all that has arrived between the two positions are known copies. */
    void look(FolderMark from, FolderMark to, CopiedItems copied) {
        Optional<List<ItemKey>> gaps = gaps(from, to, copied);
        if (gaps.isPresent()) {
            List<ItemKey> keys = gaps.get();
            keep(
                    keys.isEmpty()
                            ? List.of()
                            : target.fingerprints(pair.target(), keys).await());
            return;
        }
        Predicate<ItemKey> known = copied.targets();
        keep(target.since(pair.target(), from).await().stream()
                .filter(item -> !known.test(item.key()))
                .toList());
    }

    private static Optional<List<ItemKey>> gaps(FolderMark from, FolderMark to, CopiedItems copied) {
        long first = KeyNumber.of(from);
        long end = KeyNumber.of(to);
        return first == KeyNumber.NONE || end == KeyNumber.NONE
                ? Optional.empty()
                : new OwnKeys(copied, first).gaps(first, end, MOST_GAPS);
    }

    List<ItemFingerprint> items() {
        return items;
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

    /**
     * Those that are copies of these items are strangers no more. Bodies are compared where fingerprints may deceive.
     *
     * @param rivals copies of items of which a second one may have come
     * @return source key to target key
     */
    Map<ItemKey, ItemKey> adoptedAs(List<ItemFingerprint> candidates, List<ItemFingerprint> rivals) {
        Map<ItemKey, ItemKey> pairs = paired(candidates, rivals);
        List<ItemFingerprint> lookAlikes = lookAlikes(candidates.stream()
                .filter(item -> !pairs.containsKey(item.key()))
                .toList());
        Bodies bodies = Bodies.read(source, pair.path(), keys(lookAlikes));
        List<ItemFingerprint> ofOtherSize = lookAlikes.stream()
                .filter(item -> bodies.contains(item.key()))
                .filter(item ->
                        bodies.measured(item).sizeBytes() != item.sizeBytes()) // the others were compared already
                .map(bodies::measured)
                .toList();
        pairs.putAll(paired(ofOtherSize, rivals));
        return pairs;
    }

    /** By fingerprints alone, for copies that were certainly made: which is which matters little. */
    Map<ItemKey, ItemKey> takenFor(List<ItemFingerprint> made) {
        return taken(Adoption.pair(made, items));
    }

    private Map<ItemKey, ItemKey> paired(List<ItemFingerprint> candidates, List<ItemFingerprint> rivals) {
        Adoption.Alike doubtful = Adoption.doubtful(candidates, rivals, items);
        Bodies ofItems = Bodies.read(source, pair.path(), doubtful.items());
        Bodies ofCopies = Bodies.read(target, pair.target(), doubtful.copies());
        return taken(Adoption.pair(
                certain(candidates, doubtful.items(), ofItems),
                certain(items, doubtful.copies(), ofCopies),
                ofItems,
                ofCopies));
    }

    /** What could not be read remains in doubt. */
    private static List<ItemFingerprint> certain(List<ItemFingerprint> items, List<ItemKey> doubts, Bodies bodies) {
        Set<ItemKey> unclear = new HashSet<>(doubts);
        unclear.removeIf(bodies::contains);
        return items.stream().filter(item -> !unclear.contains(item.key())).toList();
    }

    /** Those of the items that share header and date with a stranger. */
    private List<ItemFingerprint> lookAlikes(List<ItemFingerprint> candidates) {
        Map<String, List<ItemFingerprint>> byHeader =
                items.stream().collect(Collectors.groupingBy(ItemFingerprint::headerHash));
        return candidates.stream()
                .filter(item -> byHeader.getOrDefault(item.headerHash(), List.of()).stream()
                        .anyMatch(other -> Adoption.datesAgree(item.receivedDate(), other.receivedDate())))
                .toList();
    }

    private Map<ItemKey, ItemKey> taken(Map<ItemKey, ItemKey> pairs) {
        Set<ItemKey> known = new HashSet<>(pairs.values());
        keep(items.stream().filter(item -> !known.contains(item.key())).toList());
        return pairs;
    }

    private void keep(List<ItemFingerprint> remaining) {
        items = remaining;
        sizes = new TreeSet<>();
        remaining.forEach(item -> sizes.add(item.sizeBytes()));
    }

    private static List<ItemKey> keys(List<ItemFingerprint> items) {
        return items.stream().map(ItemFingerprint::key).toList();
    }
}
