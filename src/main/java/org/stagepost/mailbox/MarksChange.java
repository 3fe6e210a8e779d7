package org.stagepost.mailbox;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/** Marks to be added to an item and marks to be taken from it; no mark is in both. */
public record MarksChange(Marks added, Marks removed) {
    /** From one set of marks to another; keywords without regard to case. */
    public static MarksChange between(Marks before, Marks after) {
        return new MarksChange(minus(after, before), minus(before, after));
    }

    /** To these marks, whatever flags there are; unknown keywords stay. */
    public static MarksChange to(Marks wanted) {
        Marks all = new Marks(EnumSet.allOf(Marks.Flag.class), Set.of());
        return new MarksChange(wanted, minus(all, wanted));
    }

    public boolean isNone() {
        return isNone(added) && isNone(removed);
    }

    public Marks appliedTo(Marks marks) {
        Marks kept = minus(marks, removed);
        Set<Marks.Flag> flags = EnumSet.noneOf(Marks.Flag.class);
        flags.addAll(kept.flags());
        flags.addAll(added.flags());
        Set<String> keywords = new TreeSet<>(kept.keywords());
        keywords.addAll(added.keywords());
        return new Marks(flags, keywords);
    }

    private static boolean isNone(Marks marks) {
        return marks.flags().isEmpty() && marks.keywords().isEmpty();
    }

    private static Marks minus(Marks from, Marks some) {
        Set<Marks.Flag> flags = EnumSet.noneOf(Marks.Flag.class);
        flags.addAll(from.flags());
        flags.removeAll(some.flags());
        TreeSet<String> keywords = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        keywords.addAll(from.keywords());
        some.keywords().forEach(keywords::remove);
        return new Marks(flags, keywords);
    }
}
