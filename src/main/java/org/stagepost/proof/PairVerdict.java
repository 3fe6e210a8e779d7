package org.stagepost.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.stagepost.mailbox.Marks;
import org.stagepost.sync.ReceivedDates;

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

    /** @param since when the mailbox was first copied: received dates in its future were clamped */
    static PairVerdict of(Evidence item, Evidence copy, Instant since, UnaryOperator<Marks> permitted) {
        List<String> differs = new ArrayList<>();
        List<String> altered = new ArrayList<>();
        content(item, copy, differs, altered);
        date(item, copy, since, differs, altered);
        MarksVerdict marks = MarksVerdict.of(item.marks(), copy.marks(), permitted);
        marks.differs().forEach(words -> differs.add("flags: " + words));
        altered.addAll(marks.notKept());
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

    private static void date(Evidence item, Evidence copy, Instant since, List<String> differs, List<String> altered) {
        Instant wanted = item.date();
        Instant found = copy.date();
        if (wanted == null || found == null || wanted.getEpochSecond() == found.getEpochSecond()) {
            return;
        }
        boolean raised = wanted.isBefore(ReceivedDates.EARLIEST) && found.equals(ReceivedDates.EARLIEST);
        boolean lowered = wanted.isAfter(since) && !found.isBefore(since) && found.isBefore(wanted);
        String words = wanted + " at the source, " + found + " on the target";
        if (raised || lowered) {
            altered.add("received date clamped: " + words);
        } else {
            differs.add("received date: " + words);
        }
    }

    boolean isSame() {
        return differs.isEmpty();
    }
}
