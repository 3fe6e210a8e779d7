package org.stagepost.sync;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Marks;

/** Stores copied items: each distinct set of marks once, then the runs as differences to the run before. */
final class CopiedItemsCodec {
    /** What {@link Marks#UNKNOWN} was in journals of older versions. */
    private static final Marks OLD_UNKNOWN = new Marks(Set.of(), Set.of("?"));

    private CopiedItemsCodec() {}

    static void write(StateOutput out, CopiedItems items) {
        MarksNumbers numbers = new MarksNumbers();
        items.runs().forEach(run -> numbers.of(run.marks()));
        items.others().forEach(item -> numbers.of(item.marks()));
        out.number(numbers.inOrder().size());
        numbers.inOrder().forEach(marks -> writeMarks(out, marks));
        writeRuns(out, items.runs(), numbers);
        out.number(items.others().size());
        for (CopiedItem item : items.others()) {
            out.text(item.source().value());
            out.text(item.copy().map(ItemKey::value).orElse(""));
            out.number(numbers.of(item.marks()));
        }
    }

    static CopiedItems read(StateInput in) {
        int count = in.count();
        List<Marks> marks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            marks.add(readMarks(in));
        }
        List<CopiedRun> runs = readRuns(in, marks);
        List<CopiedItem> others = new ArrayList<>();
        int otherCount = in.count();
        for (int i = 0; i < otherCount; i++) {
            ItemKey source = new ItemKey(in.text());
            String copy = in.text();
            Marks written = pick(marks, in.number());
            others.add(
                    copy.isEmpty()
                            ? CopiedItem.unkeyed(source, written)
                            : CopiedItem.keyed(source, new ItemKey(copy), written));
        }
        return CopiedItems.of(runs, others);
    }

    private static void writeMarks(StateOutput out, Marks marks) {
        out.texts(marks.flags().stream().map(Marks.Flag::name).sorted().toList());
        out.texts(new TreeSet<>(marks.keywords()));
    }

    private static Marks readMarks(StateInput in) {
        EnumSet<Marks.Flag> flags = EnumSet.noneOf(Marks.Flag.class);
        in.texts().forEach(name -> flags.add(Marks.Flag.valueOf(name)));
        Marks marks = new Marks(flags, new TreeSet<>(in.texts()));
        return marks.equals(OLD_UNKNOWN) ? Marks.UNKNOWN : marks;
    }

    private static void writeRuns(StateOutput out, List<CopiedRun> runs, MarksNumbers numbers) {
        out.number(runs.size());
        long sourceEnd = 0;
        long targetEnd = 0;
        for (CopiedRun run : runs) {
            boolean unkeyed = run.target() == CopiedRun.UNKEYED;
            out.number(numbers.of(run.marks()) * 2L + (unkeyed ? 1 : 0));
            out.number(run.source() - sourceEnd);
            out.number(run.length());
            sourceEnd = run.end();
            if (!unkeyed) {
                out.difference(run.target() - targetEnd);
                targetEnd = run.targetEnd();
            }
        }
    }

    private static List<CopiedRun> readRuns(StateInput in, List<Marks> marks) {
        int count = in.count();
        List<CopiedRun> runs = new ArrayList<>(count);
        long sourceEnd = 0;
        long targetEnd = 0;
        for (int i = 0; i < count; i++) {
            long kind = in.number();
            long source = sourceEnd + in.number();
            long length = in.number();
            boolean unkeyed = (kind & 1) == 1;
            long target = unkeyed ? CopiedRun.UNKEYED : targetEnd + in.difference();
            CopiedRun run = new CopiedRun(source, target, length, pick(marks, kind / 2));
            runs.add(run);
            sourceEnd = run.end();
            targetEnd = unkeyed ? targetEnd : run.targetEnd();
        }
        return runs;
    }

    private static Marks pick(List<Marks> marks, long number) {
        if (number < 0 || number >= marks.size()) {
            throw new IllegalArgumentException("no such marks");
        }
        return marks.get((int) number);
    }
}
