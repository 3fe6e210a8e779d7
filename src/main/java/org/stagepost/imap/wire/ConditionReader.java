package org.stagepost.imap.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.stagepost.imap.wire.TaggedReply.Status;

/** Reads what follows OK, NO, BAD, PREAUTH and BYE: an optional code in brackets, and text (RFC 9051 §7.1). */
final class ConditionReader {
    private static final ByteSet CODE_ENDS = ByteSet.of(" ]\r\n");
    private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private ConditionReader() {}

    static Optional<Status> statusOf(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) { // not valueOf: most words are none, and it throws then
            case "OK" -> Optional.of(Status.OK);
            case "NO" -> Optional.of(Status.NO);
            case "BAD" -> Optional.of(Status.BAD);
            case "PREAUTH" -> Optional.of(Status.PREAUTH);
            case "BYE" -> Optional.of(Status.BYE);
            default -> Optional.empty();
        };
    }

    /** From after the status to the line's end, that excluded. */
    static TaggedReply read(Status status, ResponseTokenizer in) throws IOException {
        ResponseCode code = ResponseCode.NONE;
        if (in.accept(' ') && in.peek() == '[') {
            code = code(in);
            in.accept(' ');
        }
        return new TaggedReply(status, code, readable(in.text()));
    }

    private static ResponseCode code(ResponseTokenizer in) throws IOException {
        in.expect('[');
        String name = in.until(CODE_ENDS).toUpperCase(Locale.ROOT);
        String argument = in.accept(' ') ? argument(in) : "";
        in.accept(']');
        return new ResponseCode(readable(name), readable(argument));
    }

    /** Up to the closing bracket; one inside parentheses belongs to a keyword (Cyrus allows that). */
    private static String argument(ResponseTokenizer in) throws IOException {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        while (!in.atLineEnd() && (depth > 0 || in.peek() != ']')) {
            char c = in.character();
            depth += c == '(' ? 1 : 0;
            depth -= c == ')' ? 1 : 0;
            text.append(c);
        }
        return text.toString();
    }

    /** For reports and logs: UTF-8, and no character that could forge a line or turn the writing round. */
    private static String readable(String raw) {
        if (isPrintableAscii(raw)) {
            return raw; // nearly always, and there are several for each folder
        }
        String text = new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return UNREADABLE.matcher(text).replaceAll(" ");
    }

    private static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
