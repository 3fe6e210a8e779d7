package org.stagepost.imap.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the pieces of responses (RFC 9051 §9) from a byte stream, within limits.
 * Text is read as ISO 8859-1, one character per byte, so that nothing a server sends is lost on the way.
 */
final class ResponseTokenizer {
    private static final String ATOM_ENDS = " ()\"{\r\n";

    private final ResponseBytes bytes;

    ResponseTokenizer(InputStream in, WireLimits limits) {
        this.bytes = new ResponseBytes(in, limits);
    }

    WireLimits limits() {
        return bytes.limits();
    }

    void beginLine() {
        bytes.beginLine();
    }

    void widenLine() {
        bytes.widenLine();
    }

    void widenLineForUids() {
        bytes.widenLineForUids();
    }

    boolean hasBuffered() {
        return bytes.hasBuffered();
    }

    int peek() throws IOException {
        return bytes.peek();
    }

    char character() throws IOException {
        return (char) bytes.next();
    }

    boolean accept(char wanted) throws IOException {
        if (peek() != wanted) {
            return false;
        }
        bytes.next();
        return true;
    }

    void expect(char wanted) throws IOException {
        int found = bytes.next();
        if (found != wanted) {
            throw new ProtocolViolation("'" + printable(wanted) + "' expected, '" + printable(found) + "' found");
        }
    }

    void endLine() throws IOException {
        expect('\r');
        expect('\n');
    }

    boolean atLineEnd() throws IOException {
        return peek() == '\r' || peek() == '\n';
    }

    /** At least one character up to a space, parenthesis, quote, brace or the line's end. */
    String atom() throws IOException {
        return until(ATOM_ENDS);
    }

    /** A flag or keyword: servers put nearly anything into these. */
    String flag() throws IOException {
        return until(" ()\r\n");
    }

    /** A FETCH attribute's name with its section: {@code BODY[HEADER.FIELDS (DATE)]<0>}. */
    String attributeName() throws IOException {
        String name = until(" ()[\r\n");
        if (peek() != '[') {
            return name;
        }
        String section = until("]\r\n");
        expect(']');
        String origin = peek() == '<' ? until(" ()\r\n") : "";
        return name + section + "]" + origin;
    }

    String until(String ends) throws IOException {
        StringBuilder text = new StringBuilder();
        while (ends.indexOf(peek()) < 0) {
            text.append((char) bytes.next());
        }
        if (text.length() == 0) {
            throw new ProtocolViolation("a word expected, '" + printable(peek()) + "' found");
        }
        return text.toString();
    }

    long number() throws IOException {
        return toNumber(until(" ()[]{}\"\r\n"));
    }

    static long toNumber(String digits) throws ProtocolViolation {
        if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new ProtocolViolation("a number expected");
        }
        return Long.parseLong(digits);
    }

    /** A name or another short text, as atom, quoted string or literal. */
    String astring() throws IOException {
        return switch (peek()) {
            case '"' -> quoted();
            case '{' -> shortLiteral();
            case '~' -> afterTilde();
            default -> atom();
        };
    }

    /** Kept in memory like the line around it, and counted with it. */
    private String shortLiteral() throws IOException {
        LiteralStream literal = literal();
        bytes.count(literal.size());
        return new String(bytesOf(literal, limits().shortBytes()), StandardCharsets.ISO_8859_1);
    }

    /** A literal8, or one of the names that begin so: {@code ~ann}. */
    private String afterTilde() throws IOException {
        expect('~');
        if (peek() == '{') {
            return shortLiteral();
        }
        return ATOM_ENDS.indexOf(peek()) < 0 ? "~" + atom() : "~";
    }

    String quoted() throws IOException {
        expect('"');
        StringBuilder text = new StringBuilder();
        for (int c = bytes.next(); c != '"'; c = bytes.next()) {
            if (c == '\r' || c == '\n') {
                throw new ProtocolViolation("a line's end inside quotes");
            }
            text.append((char) (c == '\\' ? bytes.next() : c));
        }
        return text.toString();
    }

    /** True after having passed over NIL. */
    boolean acceptNil() throws IOException {
        if (peek() != 'N' && peek() != 'n') {
            return false;
        }
        String word = atom();
        if (!word.equalsIgnoreCase("NIL")) {
            throw new ProtocolViolation("NIL or a string expected");
        }
        return true;
    }

    boolean atLiteral() throws IOException {
        return peek() == '{' || peek() == '~';
    }

    /** Opens a literal or literal8 (RFC 3516); to be read or drained before anything else is. */
    LiteralStream literal() throws IOException {
        accept('~');
        expect('{');
        String digits = until("}+\r\n");
        accept('+');
        expect('}');
        endLine();
        long size = toNumber(digits);
        if (size > limits().literalBytes()) {
            throw new ProtocolViolation("a literal of " + size + " bytes");
        }
        return new LiteralStream(bytes, size);
    }

    static byte[] bytesOf(LiteralStream literal, int limit) throws IOException {
        if (literal.size() > limit) {
            throw new ProtocolViolation("a literal of " + literal.size() + " bytes where " + limit + " are allowed");
        }
        return literal.readNBytes((int) literal.size()); // grows as they come: sizes are easily announced
    }

    /** Free text up to the line's end. */
    String text() throws IOException {
        return atLineEnd() ? "" : until("\r\n");
    }

    /** Passes over one value of any form. */
    void skipValue() throws IOException {
        int depth = 0;
        do {
            depth += skipPiece();
            if (depth > limits().nesting()) {
                throw new ProtocolViolation("more than " + limits().nesting() + " nested parentheses");
            }
            if (depth < 0) {
                throw new ProtocolViolation("a value expected, ')' found");
            }
            while (depth > 0 && accept(' ')) {
                // between two values of a list
            }
        } while (depth > 0);
    }

    private int skipPiece() throws IOException {
        switch (peek()) {
            case '(' -> {
                expect('(');
                return 1;
            }
            case ')' -> {
                expect(')');
                return -1;
            }
            case '"' -> quoted();
            case '{' -> literal().drain();
            case '~' -> skipAfterTilde();
            default -> until(" ()\r\n");
        }
        return 0;
    }

    private void skipAfterTilde() throws IOException {
        expect('~');
        if (peek() == '{') {
            literal().drain();
        } else if (" ()\r\n".indexOf(peek()) < 0) {
            until(" ()\r\n");
        }
    }

    /** Passes over the rest of a response, the line's end excluded. */
    void skipLine() throws IOException {
        while (!atLineEnd()) {
            if (!accept(' ')) {
                skipValue();
            }
        }
    }

    private static String printable(int c) {
        return c >= ' ' && c < 0x7F ? String.valueOf((char) c) : String.format("0x%02X", c);
    }
}
