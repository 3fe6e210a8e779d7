package org.stagepost.imap.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.stagepost.mailbox.Marks;

/**
 * Reads the pieces of responses (RFC 9051 §9) from a byte stream, within limits.
 * Text is read as ISO 8859-1, one character per byte, so that nothing a server sends is lost on the way.
 */
final class ResponseTokenizer {
    private static final ByteSet ATOM_ENDS = ByteSet.of(" ()\"{\r\n");
    private static final ByteSet FLAG_ENDS = ByteSet.of(" ()\r\n");
    private static final ByteSet NAME_ENDS = ByteSet.of(" ()[\r\n");
    private static final ByteSet SECTION_ENDS = ByteSet.of("]\r\n");
    private static final ByteSet NUMBER_ENDS = ByteSet.of(" ()[]{}\"\r\n");
    private static final ByteSet SIZE_ENDS = ByteSet.of("}+\r\n");
    private static final ByteSet QUOTED_ENDS = ByteSet.of("\"\\\r\n");
    private static final ByteSet LIST_ENDS = ByteSet.of(")\r\n");
    private static final ByteSet LINE_ENDS = ByteSet.of("\r\n");

    private final ResponseBytes bytes;
    private final KnownMarks knownMarks = new KnownMarks();

    ResponseTokenizer(InputStream in, WireLimits limits) {
        this.bytes = new ResponseBytes(in, limits);
    }

    WireLimits limits() {
        return bytes.limits();
    }

    void endReply() {
        bytes.endReply();
    }

    void beginLine() throws ProtocolViolation {
        bytes.beginLine();
    }

    void widenLine() {
        bytes.widenLine();
    }

    void widenLineForUids() {
        bytes.widenLineForUids();
    }

    void countUnwanted(long more) throws ProtocolViolation {
        bytes.countUnwanted(more);
    }

    boolean hasBuffered() {
        return bytes.hasBuffered();
    }

    byte[] takeBuffered() {
        return bytes.takeBuffered();
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
        return until(FLAG_ENDS);
    }

    /** The value of FLAGS. */
    Marks marks() throws IOException {
        expect('(');
        String list = bytes.until(LIST_ENDS);
        expect(')');
        return knownMarks.read(list);
    }

    /** A FETCH attribute's name with its section: {@code BODY[HEADER.FIELDS (DATE)]<0>}. */
    String attributeName() throws IOException {
        String name = until(NAME_ENDS);
        if (peek() != '[') {
            return name;
        }
        String section = until(SECTION_ENDS);
        expect(']');
        String origin = peek() == '<' ? until(FLAG_ENDS) : "";
        return name + section + "]" + origin;
    }

    String until(ByteSet ends) throws IOException {
        String text = bytes.until(ends);
        if (text.isEmpty()) {
            throw new ProtocolViolation("a word expected, '" + printable(peek()) + "' found");
        }
        return text;
    }

    long number() throws IOException {
        return toNumber(until(NUMBER_ENDS));
    }

    static long toNumber(String digits) throws ProtocolViolation {
        boolean good = !digits.isEmpty() && digits.length() <= 18;
        long number = 0;
        for (int i = 0; good && i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            good = digit >= 0 && digit <= 9;
            number = number * 10 + digit;
        }
        if (!good) {
            throw new ProtocolViolation("a number expected");
        }
        return number;
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
        return !ATOM_ENDS.has(peek()) ? "~" + atom() : "~";
    }

    String quoted() throws IOException {
        expect('"');
        String text = bytes.until(QUOTED_ENDS);
        if (accept('"')) {
            return text;
        }
        StringBuilder pieces = new StringBuilder(text);
        while (!accept('"')) {
            expect('\\'); // or it is a line's end
            pieces.append(character()).append(bytes.until(QUOTED_ENDS));
        }
        return pieces.toString();
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
        String digits = until(SIZE_ENDS);
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
        return atLineEnd() ? "" : until(LINE_ENDS);
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
            default -> until(FLAG_ENDS);
        }
        return 0;
    }

    private void skipAfterTilde() throws IOException {
        expect('~');
        if (peek() == '{') {
            literal().drain();
        } else if (!FLAG_ENDS.has(peek())) {
            until(FLAG_ENDS);
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
