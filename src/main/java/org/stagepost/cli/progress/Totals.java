package org.stagepost.cli.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.stagepost.cli.terminal.Columns;

/** The line about the whole run. */
final class Totals {
    private Totals() {}

    /** {@code 3/20 users, 1 failed | 4,312/9,800 items | 120.4 MB | 4.2 MB/s | ETA 2 min 05 s}. */
    static String of(Snapshot now) {
        return line(now, Detail.ALL);
    }

    /** Less of it where a line may have no more columns than these. */
    static String of(Snapshot now, int columns) {
        return Stream.of(Detail.values())
                .map(detail -> line(now, detail))
                .filter(line -> Columns.of(line) <= columns)
                .findFirst()
                .orElseGet(() -> line(now, Detail.LEAST));
    }

    /** What a line tells, from much to little. */
    private enum Detail {
        ALL,
        ROUGHLY,
        NO_BYTES,
        LEAST
    }

    private static String line(Snapshot now, Detail detail) {
        List<String> parts = new ArrayList<>();
        parts.add(users(now));
        Work work = now.work();
        if (work.known().items() > 0) {
            parts.add(items(work) + " items");
            if (detail.compareTo(Detail.NO_BYTES) < 0) {
                parts.add(Words.size(work.done().bytes()));
            }
            if (detail != Detail.LEAST) {
                parts.add(Words.speed(work.perSecond().bytes()));
            }
        }
        now.left()
                .ifPresent(left -> parts.add("ETA " + (detail == Detail.ALL ? Words.time(left) : Words.roughly(left))));
        return String.join(" | ", parts);
    }

    /** {@code 512/1,204}. */
    static String items(Work work) {
        return Words.count(work.done().items()) + "/" + Words.count(work.known().items());
    }

    private static String users(Snapshot now) {
        Users users = now.users();
        String step = now.stopping() ? "stopping: " : now.step().isEmpty() ? "" : now.step() + ": ";
        String failed = users.failed() == 0 ? "" : ", " + Words.count(users.failed()) + " failed";
        return step + Words.count(users.done()) + "/" + Words.count(users.total()) + " users" + failed;
    }
}
