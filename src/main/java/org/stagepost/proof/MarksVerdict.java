package org.stagepost.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MarksChange;

/**
 * In what the marks of an item and of its copy differ. A pure function.
 *
 * @param differs in words; none of it is the target's nature
 * @param notKept in words: what the target cannot keep
 */
record MarksVerdict(List<String> differs, List<String> notKept) {
    /** @param permitted what the target folder can keep; asked only where a keyword or \Flagged is missing */
    static MarksVerdict of(Marks item, Marks copy, UnaryOperator<Marks> permitted) {
        MarksChange change = MarksChange.between(item, copy);
        Marks lost = change.removed();
        boolean maybeNotKept = !lost.keywords().isEmpty() || lost.flags().contains(Marks.Flag.FLAGGED);
        Marks impossible =
                maybeNotKept ? MarksChange.between(permitted.apply(lost), lost).added() : Marks.NONE;
        Marks missing = MarksChange.between(impossible, lost).added();
        List<String> differs = new ArrayList<>();
        add(differs, missing, "missing on the target");
        add(differs, change.added(), "only on the target");
        List<String> notKept = new ArrayList<>();
        add(notKept, impossible, "not kept by the target");
        return new MarksVerdict(List.copyOf(differs), List.copyOf(notKept));
    }

    private static void add(List<String> words, Marks marks, String what) {
        Set<String> names = new TreeSet<>();
        marks.flags().forEach(flag -> names.add(word(flag)));
        names.addAll(marks.keywords());
        if (!names.isEmpty()) {
            words.add(String.join(" ", names) + " " + what);
        }
    }

    /** As IMAP writes it: \Seen. */
    private static String word(Marks.Flag flag) {
        String name = flag.name();
        return "\\" + name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
