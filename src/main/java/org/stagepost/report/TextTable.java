package org.stagepost.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Columns of text that fit a terminal: cells are made visible, numbers stand to the right, and each row may end with a
 * note. Notes are the last column where they fit, else they stand below their rows. Then the first column gives way; a
 * terminal narrower than that wraps by itself.
 */
final class TextTable {
    private static final String GAP = "  ";
    private static final String NOTE_INDENT = "    ";
    private static final int LEAST_FIRST = 16;
    private static final int LEAST_NOTE = 20;

    private final String noteTitle;
    private final List<String> titles;
    private final List<Row> rows = new ArrayList<>();

    private record Row(List<String> cells, String note) {}

    /**
     * @param noteTitle stands over the notes where they are a column
     * @param titles one that ends with {@code >} stands to the right, as its cells do
     */
    TextTable(String noteTitle, String... titles) {
        this.noteTitle = noteTitle;
        this.titles = List.of(titles);
    }

    /** @param note may be empty */
    void add(String note, String... cells) {
        rows.add(new Row(Arrays.stream(cells).map(VisibleText::of).toList(), VisibleText.of(note)));
    }

    String render(int width) {
        int[] widths = IntStream.range(0, titles.size()).map(this::natural).toArray();
        int taken = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1);
        boolean notesFit = rows.stream().allMatch(row -> taken + GAP.length() + DisplayWidth.of(row.note()) <= width);
        widths[0] -= Math.min(Math.max(0, taken - width), Math.max(0, widths[0] - LEAST_FIRST));
        StringBuilder text = new StringBuilder();
        line(text, new Row(titles.stream().map(TextTable::bare).toList(), notesFit ? noteTitle : ""), widths);
        for (Row row : rows) {
            line(text, notesFit ? row : new Row(row.cells(), ""), widths);
            if (!notesFit) {
                below(text, row.note(), width);
            }
        }
        return text.toString();
    }

    private int natural(int column) {
        int cells = rows.stream()
                .mapToInt(row -> DisplayWidth.of(row.cells().get(column)))
                .max()
                .orElse(0);
        return Math.max(cells, DisplayWidth.of(bare(titles.get(column))));
    }

    private void line(StringBuilder text, Row row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = DisplayWidth.cut(row.cells().get(column), widths[column]);
            String blanks = " ".repeat(widths[column] - DisplayWidth.of(cell));
            line.append(isRight(titles.get(column)) ? blanks + cell : cell + blanks)
                    .append(GAP);
        }
        text.append(line.append(row.note()).toString().stripTrailing()).append('\n');
    }

    private static void below(StringBuilder text, String note, int width) {
        if (note.isEmpty()) {
            return;
        }
        for (String line : DisplayWidth.wrap(note, Math.max(LEAST_NOTE, width - NOTE_INDENT.length()))) {
            text.append(NOTE_INDENT).append(line).append('\n');
        }
    }

    private static boolean isRight(String title) {
        return title.endsWith(">");
    }

    private static String bare(String title) {
        return isRight(title) ? title.substring(0, title.length() - 1) : title;
    }
}
