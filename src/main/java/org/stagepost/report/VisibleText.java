package org.stagepost.report;

/**
 * Text of foreign origin (subjects, folders, names, server replies) made safe to show: it stays on one line, moves no
 * cursor and reverses no reading direction. What could do that becomes visible as {@code \n} or {@code \}{@code u001B}.
 */
final class VisibleText {
    private VisibleText() {}

    static String of(String text) {
        if (text.codePoints().noneMatch(VisibleText::isTreacherous)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> append(visible, point));
        return visible.toString();
    }

    /** Control characters, line and paragraph separators, overriders of direction, halves of pairs, invisible tags. */
    static boolean isTreacherous(int point) {
        return Character.isISOControl(point)
                || point == 0x2028
                || point == 0x2029
                || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069)
                || point == 0xFEFF
                || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                || (point >= 0xE0000 && point <= 0xE007F);
    }

    private static void append(StringBuilder visible, int point) {
        if (!isTreacherous(point)) {
            visible.appendCodePoint(point);
            return;
        }
        switch (point) {
            case '\t' -> visible.append("\\t");
            case '\r' -> visible.append("\\r");
            case '\n' -> visible.append("\\n");
            default -> visible.append(String.format("\\u%04X", point));
        }
    }
}
