package org.stagepost.cli.progress;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.stagepost.cli.terminal.Columns;
import org.stagepost.cli.terminal.Printable;

/** The lines of mailboxes under each other. Where the screen is narrow, the columns that matter least are left out. */
final class MailboxTable {
    private static final int BAR = 10;
    private static final int NARROWEST_ADDRESS = 16;
    private static final int WIDEST_ADDRESS = 40;
    /** Numbers grow while people look: a little room, so that the columns stay where they are. */
    private static final int NARROWEST_NUMBER = 9;

    private static final int NARROWEST_FOLDER = 8;
    private static final int GAP = 2;

    /** In the order of the line. */
    private enum Column {
        ADDRESS,
        BAR,
        ITEMS,
        BYTES,
        SPEED,
        LEFT,
        WORKER,
        FOLDER
    }

    /** Those that may be missing, the last one first. */
    private static final List<Column> BY_WEIGHT =
            List.of(Column.ITEMS, Column.LEFT, Column.BYTES, Column.SPEED, Column.FOLDER, Column.WORKER, Column.BAR);

    private final Map<Column, Integer> widths;
    private final boolean stopping;

    private MailboxTable(Map<Column, Integer> widths, boolean stopping) {
        this.widths = widths;
        this.stopping = stopping;
    }

    /** @param columns that a line may have @param stopping nobody asks how long the rest would take */
    static MailboxTable fitting(List<MailboxProgress> mailboxes, int columns, boolean stopping) {
        Map<Column, Integer> widths = new EnumMap<>(Column.class);
        MailboxTable all = new MailboxTable(widths, stopping);
        int longest = all.longest(mailboxes, Column.ADDRESS);
        int address = Math.min(longest, Math.max(NARROWEST_ADDRESS, Math.min(WIDEST_ADDRESS, columns / 3)));
        int left = columns - address;
        for (Column column : BY_WEIGHT) {
            if (column == Column.WORKER && all.longest(mailboxes, column) == 0) {
                continue; // this process copies all of them
            }
            int width = GAP + all.width(mailboxes, column);
            if (width > left) {
                break;
            }
            widths.put(column, width);
            left -= width;
        }
        Column elastic = widths.containsKey(Column.FOLDER) ? Column.FOLDER : Column.ADDRESS;
        widths.put(Column.ADDRESS, address);
        widths.merge(elastic, elastic == Column.FOLDER ? left : Math.min(left, longest - address), Integer::sum);
        return all;
    }

    private int width(List<MailboxProgress> mailboxes, Column column) {
        return switch (column) {
            case BAR -> BAR + 2;
            case FOLDER -> NARROWEST_FOLDER;
            case ITEMS, BYTES, SPEED -> Math.max(NARROWEST_NUMBER, longest(mailboxes, column));
            case ADDRESS, LEFT, WORKER -> longest(mailboxes, column);
        };
    }

    private int longest(List<MailboxProgress> mailboxes, Column column) {
        int most = column == Column.LEFT ? "ETA 59 min".length() : 0;
        for (MailboxProgress mailbox : mailboxes) {
            most = Math.max(most, Columns.of(text(mailbox, column)));
        }
        return most;
    }

    String line(MailboxProgress mailbox) {
        List<String> cells = new ArrayList<>();
        widths.forEach((column, width) -> cells.add(cell(column, text(mailbox, column), width)));
        return String.join("", cells);
    }

    private static String cell(Column column, String text, int width) {
        return switch (column) {
            case ADDRESS -> Columns.left(text, width);
            case ITEMS, BYTES, SPEED -> " ".repeat(GAP) + Columns.right(text, width - GAP);
            case BAR, LEFT, WORKER, FOLDER -> " ".repeat(GAP) + Columns.left(text, width - GAP);
        };
    }

    private String text(MailboxProgress mailbox, Column column) {
        Work work = mailbox.work();
        return switch (column) {
            case ADDRESS -> Printable.line(mailbox.address());
            case BAR -> bar(work.share());
            case ITEMS -> Totals.items(work);
            case BYTES -> Words.size(work.done().bytes());
            case SPEED -> Words.speed(work.perSecond().bytes());
            case LEFT ->
                stopping
                        ? ""
                        : work.left().map(left -> "ETA " + Words.roughly(left)).orElse("");
            case WORKER -> mailbox.worker();
            case FOLDER -> Printable.line(mailbox.folder());
        };
    }

    private static String bar(double share) {
        int filled = (int) (share * BAR);
        return "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "]";
    }
}
