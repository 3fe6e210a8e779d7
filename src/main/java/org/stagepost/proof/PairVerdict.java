package org.stagepost.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.stagepost.mailbox.Marks;

/**
 * In what an item and its copy differ. A pure function.
 *
 * @param differs in words; empty where they are the same as far as was read
 * @param altered in words: what the target cannot have as the source has it
 */
record PairVerdict(List<String> differs, List<String> altered) {
    PairVerdict {
        differs = List.copyOf(differs);
        altered = List.copyOf(altered);
    }

    static PairVerdict of(Evidence item, Evidence copy, CopyTime time, UnaryOperator<Marks> permitted) {
        PairVerdict rest = withoutMarks(item, copy, time);
        List<String> differs = new ArrayList<>(rest.differs());
        List<String> altered = new ArrayList<>(rest.altered());
        MarksVerdict marks = MarksVerdict.of(item.marks(), copy.marks(), permitted);
        marks.differs().forEach(words -> differs.add("flags: " + words));
        altered.addAll(marks.notKept());
        return new PairVerdict(differs, altered);
    }

    static PairVerdict withoutMarks(Evidence item, Evidence copy, CopyTime time) {
        List<String> differs = new ArrayList<>();
        List<String> altered = new ArrayList<>();
        content(item, copy, differs, altered);
        date(item, copy, time, differs, altered);
        return new PairVerdict(differs, altered);
    }

    private static void content(Evidence item, Evidence copy, List<String> differs, List<String> altered) {
        if (!item.hasContentOf(copy)) {
            String what = item.hasHeaderOf(copy) ? "body" : "header";
            differs.add(what + ": " + item.sizeBytes() + " bytes at the source, " + copy.sizeBytes() + " on the target"
                    + (item.sizeBytes() == copy.sizeBytes() ? ", other text" : ""));
            return;
        }
        if (!item.isCanonical()) {
            altered.add("line ends or NUL bytes adjusted");
        }
        if (item.isRead() && copy.isRead() && !item.hasHashOf(copy)) {
            altered.add("bytes above 0x7F not kept by the target");
        }
    }

    private static void date(Evidence item, Evidence copy, CopyTime time, List<String> differs, List<String> altered) {
        Instant wanted = item.date();
        Instant found = copy.date();
        if (wanted == null || found == null || wanted.getEpochSecond() == found.getEpochSecond()) {
            return;
        }
        String words = wanted + " at the source, " + found + " on the target";
        if (time.mayReplace(wanted, found)) {
            altered.add("received date clamped: " + words);
        } else {
            differs.add("received date: " + words);
        }
    }

    boolean isSame() {
        return differs.isEmpty();
    }
}
