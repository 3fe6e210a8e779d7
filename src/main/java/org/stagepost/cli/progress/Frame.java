package org.stagepost.cli.progress;

import java.util.ArrayList;
import java.util.List;
import org.stagepost.cli.terminal.Columns;
import org.stagepost.cli.terminal.ScreenSize;

/** Draws a snapshot: a line per active mailbox and the totals, each no wider than the screen. A pure function. */
final class Frame {
    /** Lines that stay for the totals, for what scrolls by and for the cursor. */
    private static final int ROWS_KEPT_FREE = 6;

    private Frame() {}

    static List<String> lines(Snapshot now, ScreenSize screen) {
        int columns = screen.columns() - 1;
        List<String> lines = new ArrayList<>(mailboxes(now, screen.rows(), columns));
        lines.add(Totals.of(now, columns));
        return lines.stream()
                .map(line -> Columns.cut(line, columns).stripTrailing())
                .toList();
    }

    private static List<String> mailboxes(Snapshot now, int rows, int columns) {
        int most = rows - 2;
        if (most < 1) {
            return List.of();
        }
        int room = Math.max(1, rows - ROWS_KEPT_FREE);
        List<MailboxProgress> shown = now.active().stream().limit(room).toList();
        MailboxTable table = MailboxTable.fitting(shown, columns, now.stopping());
        List<String> lines = new ArrayList<>();
        shown.forEach(mailbox -> lines.add(table.line(mailbox)));
        if (now.active().size() > room && lines.size() < most) {
            lines.add("and " + (now.active().size() - room) + " more");
        }
        return lines;
    }
}
