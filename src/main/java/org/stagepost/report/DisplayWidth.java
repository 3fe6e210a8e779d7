package org.stagepost.report;

import java.util.ArrayList;
import java.util.List;

/**
 * How many columns text takes on a terminal: East Asian wide characters and emoji two, combining marks none
 * (Unicode Standard Annex 11, by blocks). Text that a terminal measures otherwise is a little out of line, no more.
 */
final class DisplayWidth {
    /** First and last code point of wide blocks. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0xA4CF},
        {0xA960, 0xA97F},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F900, 0x1F9FF},
        {0x20000, 0x3FFFD}
    };

    private DisplayWidth() {}

    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    private static int of(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int[] block : WIDE) {
            if (point >= block[0] && point <= block[1]) {
                return 2;
            }
        }
        return 1;
    }

    /** The text, or as much of its beginning as leaves room for an ellipsis. */
    static String cut(String text, int width) {
        return of(text) <= width ? text : beginning(text, width - 1) + "…";
    }

    /** Lines that break at spaces; a word wider than a line breaks anywhere. At least one line. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (of(rest) > width) {
            String line = beginning(rest, width);
            int space = rest.startsWith(" ", line.length()) ? line.length() : line.lastIndexOf(' ');
            int end = space > 0 ? space : line.length();
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        if (!rest.isEmpty() || lines.isEmpty()) {
            lines.add(rest);
        }
        return lines;
    }

    /** Never empty for a text that is not, so that wrapping comes to an end. */
    private static String beginning(String text, int width) {
        int end = 0;
        int taken = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            taken += of(point);
            if (taken > width && end > 0) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end);
    }
}
