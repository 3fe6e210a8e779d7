package org.stagepost.cli.terminal;

/** Text measured in character cells: a Chinese character takes two, a combining accent none. */
public final class Columns {
    private static final String CUT = "…";

    /** First and last code point of what terminals draw two cells wide (Unicode Annex 11, W and F, roughly). */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1FAFF},
        {0x20000, 0x3FFFD}
    };

    private Columns() {}

    public static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    /** The text in exactly this many cells: cut where it is too long, followed by blanks where it is too short. */
    public static String left(String text, int cells) {
        String cut = cut(text, cells);
        return cut + " ".repeat(cells - of(cut));
    }

    /** As {@link #left}, blanks first. */
    public static String right(String text, int cells) {
        String cut = cut(text, cells);
        return " ".repeat(cells - of(cut)) + cut;
    }

    /** At most this many cells; an ellipsis shows that something is missing. */
    public static String cut(String text, int cells) {
        if (of(text) <= cells) {
            return text;
        }
        if (cells <= 0) {
            return "";
        }
        var kept = new StringBuilder();
        int room = cells - 1;
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            int character = text.codePointAt(at);
            room -= of(character);
            if (room < 0) {
                break;
            }
            kept.appendCodePoint(character);
        }
        return kept + CUT;
    }

    private static int of(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (character >= range[0] && character <= range[1]) {
                return 2;
            }
        }
        return 1;
    }
}
