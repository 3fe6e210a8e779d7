package org.stagepost.imap.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * A command as a server reads it that takes the grammar at its word (RFC 9051 §9): words as they are, strings of any
 * form with a {@code "} in front, lists in parentheses.
 */
final class StrictCommand {
    private final String text;
    private final List<String> literals;
    private int position;
    private int literal;

    /** @param text the lines without their ends, each literal's brace form still in place */
    private StrictCommand(String text, List<String> literals) {
        this.text = text;
        this.literals = literals;
    }

    /** @throws IllegalArgumentException when that is no command */
    static List<String> parse(String text, List<String> literals) {
        return new StrictCommand(text, literals).command();
    }

    private List<String> command() {
        require(text.matches("(?s)[\\x20-\\x7E]+"), "a character that needs a literal");
        List<String> words = new ArrayList<>();
        require(word().matches("s[0-9]+"), "a tag");
        while (position < text.length()) {
            require(text.charAt(position++) == ' ', "a space");
            words.add(argument());
        }
        require(!words.isEmpty() && words.get(0).matches("[A-Z]+"), "a verb");
        return words;
    }

    private String argument() {
        require(position < text.length(), "an argument");
        return switch (text.charAt(position)) {
            case '"' -> quoted();
            case '{' -> literal();
            case '(' -> list();
            default -> word();
        };
    }

    private String quoted() {
        StringBuilder value = new StringBuilder("\"");
        position++;
        while (at() != '"') {
            if (at() == '\\') {
                position++;
                require(at() == '"' || at() == '\\', "an escaped quote");
            }
            value.append(at());
            position++;
        }
        position++;
        return value.toString();
    }

    private char at() {
        require(position < text.length(), "the end of a string");
        return text.charAt(position);
    }

    private String literal() {
        position = text.indexOf('}', position) + 1;
        require(position > 0 && literal < literals.size(), "a literal");
        return "\"" + literals.get(literal++);
    }

    private String list() {
        List<String> elements = new ArrayList<>();
        position++;
        while (at() != ')') {
            if (!elements.isEmpty()) {
                require(text.charAt(position++) == ' ', "a space in a list");
            }
            elements.add(argument());
        }
        position++;
        return "(" + String.join(" ", elements) + ")";
    }

    /** An atom, a flag, a sequence set or a FETCH attribute. */
    private String word() {
        int begin = position;
        while (position < text.length() && " (){\"".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        require(position > begin, "a word");
        return text.substring(begin, position);
    }

    private void require(boolean kept, String what) {
        if (!kept) {
            throw new IllegalArgumentException(what + " expected at " + position + " of " + text);
        }
    }
}
