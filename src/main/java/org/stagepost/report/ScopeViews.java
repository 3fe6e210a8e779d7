package org.stagepost.report;

import java.util.ArrayList;
import java.util.List;
import org.stagepost.migration.LeftOutRow;

/** Which of a batch's mailboxes a verification is about, in words. */
final class ScopeViews {
    private static final int FIRST = 20;

    private ScopeViews() {}

    /** {@code 1 of 3 mailboxes of the batch}. */
    static String scope(int verified, int mailboxes) {
        return verified + " of " + mailboxes + " mailboxes of the batch";
    }

    /** Also which rows are left out, and why: those that nobody asked for by their number. */
    static List<String> lines(boolean whole, int verified, int mailboxes, List<LeftOutRow> leftOut) {
        List<String> lines = new ArrayList<>();
        lines.add((whole ? "verified: " : "PARTIAL: ") + scope(verified, mailboxes));
        long notAskedFor = leftOut.stream().filter(LeftOutRow::isNotAskedFor).count();
        if (notAskedFor > 0) {
            lines.add("left out, not asked for: " + notAskedFor);
        }
        List<LeftOutRow> others =
                leftOut.stream().filter(row -> !row.isNotAskedFor()).toList();
        others.stream()
                .limit(FIRST)
                .map(row -> VisibleText.of(
                        "left out, line " + row.line() + " of the CSV: " + row.address() + ": " + row.why()))
                .forEach(lines::add);
        if (others.size() > FIRST) {
            lines.add("… and " + (others.size() - FIRST) + " more, see leftOut");
        }
        return lines;
    }
}
