package org.stagepost.cli.terminal;

import java.util.stream.Collectors;

/**
 * Text from servers and files, made safe for a terminal.
 * A folder name may hold an escape sequence that moves the cursor or a mark that turns the line's direction.
 */
public final class Printable {
    private Printable() {}

    /** One line; what cannot be seen is written as {@code \}{@code u001B}. */
    public static String line(String text) {
        return text.codePoints()
                .mapToObj(c -> isVisible(c) ? Character.toString(c) : escaped(c))
                .collect(Collectors.joining());
    }

    /** Several lines; line feeds stay. */
    public static String lines(String text) {
        return text.lines().map(Printable::line).collect(Collectors.joining("\n"));
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String escaped(int character) {
        return character > 0xFFFF ? String.format("\\u{%X}", character) : String.format("\\u%04X", character);
    }
}
