package org.stagepost.faults;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the class of each byte of one direction of an IMAP conversation. */
final class Dialogue {
    private static final Pattern LITERAL = Pattern.compile("\\{(\\d{1,10})[+-]?}$");
    private static final int LONGEST = 1 << 16;

    private final Way way;
    private final StringBuilder line = new StringBuilder();
    private boolean first = true;
    private boolean goesOn;
    private long literal;
    private long left;

    Dialogue(Way way) {
        this.way = way;
    }

    ByteClass next(byte value) {
        if (left > 0) {
            return inLiteral();
        }
        char symbol = (char) (value & 0xFF);
        ByteClass found = way == Way.TO_SERVER ? ofClient(symbol) : ofServer(symbol);
        if (symbol == '\n') {
            endLine();
        } else if (line.length() < LONGEST) {
            line.append(symbol);
        }
        return found;
    }

    private ByteClass inLiteral() {
        boolean isFirst = left == literal;
        boolean isLast = --left == 0;
        if (way == Way.TO_SERVER) {
            return isFirst ? ByteClass.LITERAL_FIRST : isLast ? ByteClass.LITERAL_LAST : ByteClass.LITERAL_MIDDLE;
        }
        return isFirst
                ? ByteClass.SENT_LITERAL_FIRST
                : isLast ? ByteClass.SENT_LITERAL_LAST : ByteClass.SENT_LITERAL_MIDDLE;
    }

    private void endLine() {
        Matcher header = LITERAL.matcher(line.toString().stripTrailing());
        boolean announced = header.find();
        if (announced) {
            literal = Long.parseLong(header.group(1));
            left = literal;
        }
        goesOn = announced;
        first = false;
        line.setLength(0);
    }

    private ByteClass ofClient(char symbol) {
        if (isHeader(symbol)) {
            return ByteClass.LITERAL_HEADER;
        }
        if (symbol == '\r' || symbol == '\n') {
            return ByteClass.FINAL_CRLF;
        }
        if (goesOn) {
            return ByteClass.MID_COMMAND;
        }
        String[] words = line.toString().split(" ", 3);
        if (words.length < 2) {
            return ByteClass.TAG;
        }
        return switch (words[1].toUpperCase(Locale.ROOT)) {
            case "LOGIN", "AUTHENTICATE" -> ByteClass.LOGIN;
            case "LOGOUT", "LOGOU" -> ByteClass.LOGOUT;
            default -> ByteClass.MID_COMMAND;
        };
    }

    private ByteClass ofServer(char symbol) {
        if (first) {
            return ByteClass.GREETING;
        }
        if (isHeader(symbol)) {
            return ByteClass.SENT_LITERAL_HEADER;
        }
        char begin = line.length() == 0 ? symbol : line.charAt(0);
        boolean isMiddle = line.length() > 6 || goesOn;
        if (begin == '+' && !goesOn) {
            return ByteClass.CONTINUATION;
        }
        if (begin == '*' || goesOn) {
            return isMiddle ? ByteClass.MID_UNTAGGED : ByteClass.UNTAGGED;
        }
        return isMiddle ? ByteClass.MID_TAGGED_REPLY : ByteClass.TAGGED_REPLY;
    }

    /** The closing brace and the line's end of a literal's header. */
    private boolean isHeader(char symbol) {
        return (symbol == '}' || symbol == '\r' || symbol == '\n')
                && LITERAL.matcher((line.toString() + (symbol == '}' ? "}" : "")).stripTrailing())
                        .find();
    }

    /** For conversations whose lines are looked at as a whole. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
