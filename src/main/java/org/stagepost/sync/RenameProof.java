package org.stagepost.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Reach;

/** Compares the first and last items of a folder with the copies that its supposed former self has on the target. */
final class RenameProof {
    private static final int FROM_EACH_END = 5;

    private final SourceMailbox source;
    private final TargetMailbox target;

    RenameProof(SourceMailbox source, TargetMailbox target) {
        this.source = source;
        this.target = target;
    }

    /** True when some of them are on both sides and all that are have equal headers. */
    boolean holds(RenamedFolders.Candidate candidate) {
        List<CopiedItem> copies = ends(candidate.state().copied());
        Map<ItemKey, String> before = headers(
                copies.stream().flatMap(item -> item.copy().stream()).toList(),
                keys -> target.fingerprints(candidate.entry().target(), keys).await());
        Map<ItemKey, String> now = headers(
                copies.stream().map(CopiedItem::source).toList(),
                keys -> source.fingerprints(candidate.now(), keys).await());
        List<CopiedItem> onBothSides = copies.stream()
                .filter(item -> now.containsKey(item.source())
                        && item.copy().filter(before::containsKey).isPresent())
                .toList();
        return !onBothSides.isEmpty()
                && onBothSides.stream().allMatch(item -> item.copy()
                        .map(before::get)
                        .filter(header -> header.equals(now.get(item.source())))
                        .isPresent());
    }

    private static List<CopiedItem> ends(CopiedItems copied) {
        List<CopiedItem> all = copied.stream()
                .filter(item -> item.copy().isPresent() && !item.marks().equals(MarksMerge.GONE))
                .toList();
        List<CopiedItem> ends = new ArrayList<>(all.subList(0, Math.min(FROM_EACH_END, all.size())));
        ends.addAll(all.subList(Math.max(ends.size(), all.size() - FROM_EACH_END), all.size()));
        return ends;
    }

    private interface Asking {
        List<ItemFingerprint> of(List<ItemKey> keys);
    }

    /** None where the folder cannot be asked. */
    private static Map<ItemKey, String> headers(List<ItemKey> keys, Asking asking) {
        Map<ItemKey, String> headers = new HashMap<>();
        try {
            asking.of(keys.stream()
                            .sorted(Comparator.comparingLong(KeyNumber::of))
                            .toList())
                    .forEach(item -> headers.put(item.key(), item.headerHash()));
        } catch (MigrationException e) {
            if (e.code().reach() != Reach.FOLDER) {
                throw e;
            }
        }
        return headers;
    }
}
