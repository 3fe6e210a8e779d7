package org.stagepost.imap.wire;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts one direction of a conversation into lines that may be shown: literals are counted and left out, and so are strings
 * that may come from messages. Not thread-safe.
 */
final class TraceLines {
    private static final int LONGEST = 2_000;
    /** Longer than any announcement of a literal. */
    private static final int TAIL = 32;

    private static final Pattern LITERAL = Pattern.compile("\\{([0-9]{1,18})\\+?}$");
    /** A line's first and second word, where they are a tag or mark and a name. */
    private static final Pattern NAMED = Pattern.compile("^([*]|[a-z][0-9]+) [A-Za-z-]+");

    /** Ends in words for people, and no literal follows whatever they are (RFC 9051 §7.1, §7.5). */
    private static final Pattern STATUS =
            Pattern.compile("^([+]|([*]|[a-z][0-9]+) (OK|NO|BAD|BYE|PREAUTH)([ ]|$))", Pattern.CASE_INSENSITIVE);

    private static final Pattern OF_MESSAGES =
            Pattern.compile("^([*] [0-9]+ FETCH\\b|[a-z][0-9]+ (UID )?SEARCH\\b)", Pattern.CASE_INSENSITIVE);
    private static final Pattern STRING = Pattern.compile("(INTERNALDATE )?\"((?:[^\"\\\\]|\\\\.)*)(\"|$)");
    private static final String DATE = "[ 0-9]{2}-[A-Za-z]{3}-[0-9]{4} [0-9:]{8} [+-][0-9]{4}";

    private final Consumer<String> lines;
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder tail = new StringBuilder();
    private long length;
    /** Bytes of a literal that are still to come. */
    private long literal;

    private long passed;
    /** A literal came before what is read now. */
    private boolean continued;

    private boolean ofMessages;
    private boolean hushed;
    private TraceMask mask = TraceMask.NONE;

    TraceLines(Consumer<String> lines) {
        this.lines = lines;
    }

    /** From now on nothing is shown but the names of commands and answers. */
    void hush(boolean wanted) {
        hushed = wanted;
    }

    /** From now on this is taken out of what is shown. */
    void mask(TraceMask wanted) {
        mask = wanted;
    }

    void feed(byte[] bytes, int offset, int count) {
        for (int at = offset; at < offset + count; at++) {
            if (literal > 0) {
                long skipped = Math.min(literal, offset + count - at);
                literal -= skipped;
                at += (int) skipped - 1;
            } else if (bytes[at] == '\n') {
                end();
            } else {
                add(bytes[at] & 0xFF);
            }
        }
    }

    /** What was announced last and did not begin does not come: what is fed next begins a line of its own. */
    void withdraw() {
        if (continued && length == 0 && literal == passed) {
            literal = 0;
            passed = 0;
            continued = false;
            ofMessages = false;
        }
    }

    private void add(int c) {
        length++;
        if (line.length() < LONGEST) {
            line.append((char) c);
        }
        tail.append((char) c);
        if (tail.length() > 2 * TAIL) {
            tail.delete(0, TAIL);
        }
    }

    private void end() {
        String end = tail.toString().stripTrailing();
        Matcher announced = LITERAL.matcher(end);
        boolean goesOn = announced.find() && (continued || !STATUS.matcher(line).find());
        lines.accept(shown());
        passed = goesOn ? Long.parseLong(announced.group(1)) : 0;
        literal = passed;
        ofMessages = goesOn && ofMessages;
        continued = goesOn;
        line.setLength(0);
        tail.setLength(0);
        length = 0;
    }

    private String shown() {
        String said = line.toString();
        String before = continued ? "(" + passed + " bytes) " : "";
        if (hushed) {
            return before + hushed(said.stripTrailing());
        }
        ofMessages |= !continued && OF_MESSAGES.matcher(said).find();
        boolean cut = length > line.length();
        // as it was said: changed in any way, a secret would not be known again
        String text = mask.applied(said, cut).stripTrailing();
        String rest = cut ? " … (" + length + " bytes)" : "";
        return before + printable(ofMessages ? withoutStrings(text) : text) + rest;
    }

    private String hushed(String text) {
        Matcher named = NAMED.matcher(text);
        return !continued && named.find() ? named.group() + " ***" : text.startsWith("+") ? "+ ***" : "***";
    }

    private static String withoutStrings(String text) {
        return STRING.matcher(text)
                .replaceAll(string -> Matcher.quoteReplacement(
                        string.group(1) != null && string.group(2).matches(DATE) ? string.group() : "\"…\""));
    }

    /** A line of the trace is one line, whatever was said. */
    private static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars().forEach(c -> {
            if (c >= ' ' && c < 0x7F || c == '…') {
                shown.append((char) c);
            } else {
                shown.append(String.format("\\x%02X", c));
            }
        });
        return shown.toString();
    }
}
