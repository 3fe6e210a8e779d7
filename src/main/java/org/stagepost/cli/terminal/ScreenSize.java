package org.stagepost.cli.terminal;

import java.util.Optional;

/** Character cells of a terminal. */
public record ScreenSize(int rows, int columns) {
    public static final ScreenSize USUAL = new ScreenSize(24, 80);

    /** The answer of {@code stty size}: rows, a blank, columns. Empty when it is none, or no real size. */
    static Optional<ScreenSize> parse(String answer) {
        String[] words = answer.strip().split("\\s+");
        if (words.length != 2) {
            return Optional.empty();
        }
        int rows = number(words[0]);
        int columns = number(words[1]);
        return rows > 0 && columns > 0 ? Optional.of(new ScreenSize(rows, columns)) : Optional.empty();
    }

    /** 0 when the text is no number of a sensible size. */
    static int number(String text) {
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    }
}
