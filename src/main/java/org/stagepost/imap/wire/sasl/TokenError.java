package org.stagepost.imap.wire.sasl;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server says of a token that it refuses (RFC 7628 §3.2.2; Google's and Microsoft's forms of it), in words. */
final class TokenError {
    private static final int LONGEST = 2000;
    private static final int LONGEST_UNKNOWN = 200;
    private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    private static final Pattern FIELD =
            Pattern.compile("\"(status|error|error_description|scope)\"\\s*:\\s*(?:\"([^\"]{0,300})\"|(\\d{1,5}))");

    /** @param status how it begins */
    private record Row(Pattern status, String meaning) {}

    private static final List<Row> TABLE = List.of(
            row("insufficient_scope|403", "the token lacks the permission or scope that this server wants for mail"),
            row(
                    "invalid_token|401",
                    "the token has expired, is forged, or was issued for another service or another tenant"),
            row(
                    "invalid_request|400",
                    "the server cannot use the token: it has expired, has another scope or audience, or is for another"
                            + " user"));

    private TokenError() {}

    /** @param json what the server sent; may be anything */
    static String words(String json) {
        String text = UNREADABLE
                .matcher(json.substring(0, Math.min(LONGEST, json.length())))
                .replaceAll(" ")
                .strip();
        StringBuilder words = new StringBuilder();
        String status = "";
        Matcher fields = FIELD.matcher(text);
        while (fields.find()) {
            String value = fields.group(2) == null ? fields.group(3) : fields.group(2);
            status = isStatus(fields.group(1)) ? value : status;
            words.append(words.isEmpty() ? "" : ", ")
                    .append(fields.group(1))
                    .append(' ')
                    .append(value);
        }
        if (words.isEmpty()) {
            return text.substring(0, Math.min(LONGEST_UNKNOWN, text.length()));
        }
        return words + meaning(status);
    }

    private static boolean isStatus(String field) {
        return field.equals("status") || field.equals("error");
    }

    private static String meaning(String status) {
        return TABLE.stream()
                .filter(row -> row.status().matcher(status).lookingAt())
                .map(row -> ": " + row.meaning())
                .findFirst()
                .orElse("");
    }

    private static Row row(String status, String meaning) {
        return new Row(Pattern.compile(status), meaning);
    }
}
