package org.stagepost.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Marks;

/**
 * Finds the copies whose marks are to be changed. A pure function.
 * Three ways: what the source changed since its marks were last written is changed on the target; all else that the
 * target's user did stays.
 */
final class MarksMerge {
    /** Of a copy whose item is gone from the source. Equal to no marks that an item can have. */
    static final Marks GONE = new Marks(Set.of(), Set.of("gone from the source"));

    private MarksMerge() {}

    static List<MarksStep> steps(List<ItemSummary> listed, CopiedItems copied) {
        List<MarksStep> steps = new ArrayList<>();
        for (ItemSummary item : listed) {
            copied.find(item.key())
                    .filter(copy ->
                            copy.copy().isPresent() && !item.marks().isUnknown() && !same(copy.marks(), item.marks()))
                    .ifPresent(copy -> steps.add(new MarksStep(copy, item.marks())));
        }
        return steps;
    }

    static boolean isUnknown(Marks written) {
        return written.isUnknown() || written.equals(GONE);
    }

    private static boolean same(Marks one, Marks other) {
        return one.equals(other) || one.sameAs(other);
    }
}
