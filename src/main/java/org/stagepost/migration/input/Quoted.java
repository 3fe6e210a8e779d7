package org.stagepost.migration.input;

/** A value as a message shows it: in quotes, on one line, not endless. Never for a password. */
public final class Quoted {
    private static final int LONGEST = 80;

    private Quoted() {}

    public static String of(String value) {
        StringBuilder shown = new StringBuilder("\"");
        value.codePoints()
                .limit(LONGEST)
                .map(character -> printable(character) ? character : '?')
                .forEach(shown::appendCodePoint);
        return shown.append(value.codePointCount(0, value.length()) > LONGEST ? "…\"" : "\"")
                .toString();
    }

    private static boolean printable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
