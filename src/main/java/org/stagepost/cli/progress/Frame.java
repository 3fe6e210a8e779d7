package org.stagepost.cli.progress;

import java.util.ArrayList;
import java.util.List;
import org.stagepost.cli.terminal.Columns;
import org.stagepost.cli.terminal.Printable;
import org.stagepost.cli.terminal.ScreenSize;

/** Draws a snapshot: a line per active mailbox and the totals, each no wider than the screen. A pure function. */
final class Frame {
    private static final int BAR = 10;
    private static final int ITEMS = 14;
    private static final int BYTES = 9;
    private static final int SPEED = 11;
    private static final int NARROWEST_ADDRESS = 16;
    private static final int WIDEST_ADDRESS = 40;
    /** Lines that stay for the totals, for what scrolls by and for the cursor. */
    private static final int ROWS_KEPT_FREE = 6;

    private Frame() {}

    static List<String> lines(Snapshot now, ScreenSize screen) {
        int room = Math.max(1, screen.rows() - ROWS_KEPT_FREE);
        int address = addressWidth(now, screen.columns());
        List<String> lines = new ArrayList<>();
        now.active().stream().limit(room).map(mailbox -> line(mailbox, address)).forEach(lines::add);
        if (now.active().size() > room) {
            lines.add("and " + (now.active().size() - room) + " more");
        }
        lines.add(Totals.of(now));
        return lines.stream()
                .map(line -> Columns.cut(line, screen.columns() - 1).stripTrailing())
                .toList();
    }

    private static int addressWidth(Snapshot now, int columns) {
        int longest = now.active().stream()
                .mapToInt(mailbox -> Columns.of(Printable.line(mailbox.address())))
                .max()
                .orElse(0);
        int most = Math.max(NARROWEST_ADDRESS, Math.min(WIDEST_ADDRESS, columns / 3));
        return Math.min(longest, most);
    }

    private static String line(MailboxProgress mailbox, int address) {
        Work work = mailbox.work();
        return Columns.left(Printable.line(mailbox.address()), address)
                + " " + bar(work.share())
                + Columns.right(Totals.items(work), ITEMS)
                + Columns.right(Words.size(work.done().bytes()), BYTES)
                + Columns.right(Words.speed(work.perSecond().bytes()), SPEED)
                + "  " + Printable.line(mailbox.folder());
    }

    private static String bar(double share) {
        int filled = (int) (share * BAR);
        return "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "]";
    }
}
