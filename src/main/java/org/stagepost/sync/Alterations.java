package org.stagepost.sync;

import java.util.ArrayList;
import java.util.List;

/**
 * Items that were copied, but not exactly as they are; of one run.
 *
 * @param contents items with bare line ends or NUL bytes, which mail must not have
 * @param dates items with a received date before 1970 or in the future
 * @param marks items with flags or keywords that the target does not keep
 */
public record Alterations(long contents, long dates, long marks) {
    public static final Alterations NONE = new Alterations(0, 0, 0);

    public Alterations plus(Alterations other) {
        return new Alterations(contents + other.contents, dates + other.dates, marks + other.marks);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** For administrators: {@code 3 items with adjusted line ends or NUL bytes, 1 item with a clamped date}. */
    public String phrase() {
        List<String> parts = new ArrayList<>();
        add(parts, contents, "with adjusted line ends or NUL bytes");
        add(parts, dates, "with a clamped received date");
        add(parts, marks, "without flags or keywords that the target does not keep");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, long items, String what) {
        if (items > 0) {
            parts.add(items + (items == 1 ? " item " : " items ") + what);
        }
    }
}
