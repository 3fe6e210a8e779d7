package org.stagepost.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Marks;

/**
 * Finds the copies whose marks are to be written anew. A pure function.
 * The source wins where it changed since the marks were last written; where only the target changed, it stays so.
 */
final class MarksMerge {
    /** Of a copy that a dead process made: what it wrote is unknown. Equal to no marks that an item can have. */
    static final Marks UNKNOWN = new Marks(Set.of(), Set.of("?"));

    private MarksMerge() {}

    /** @return copies by the marks that they are to get, which are the source's */
    static Map<Marks, List<CopiedItem>> changes(List<ItemSummary> listed, CopiedItems copied) {
        Map<Marks, List<CopiedItem>> changes = new LinkedHashMap<>();
        for (ItemSummary item : listed) {
            copied.find(item.key())
                    .filter(copy -> copy.copy().isPresent() && !copy.marks().sameAs(item.marks()))
                    .ifPresent(copy -> changes.computeIfAbsent(item.marks(), marks -> new ArrayList<>())
                            .add(copy.marked(item.marks())));
        }
        return changes;
    }
}
