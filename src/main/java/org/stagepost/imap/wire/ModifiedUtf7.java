package org.stagepost.imap.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The encoding of folder names on the wire (RFC 3501 §5.1.3). */
public final class ModifiedUtf7 {
    private ModifiedUtf7() {}

    public static String encode(String name) {
        StringBuilder wire = new StringBuilder();
        StringBuilder shifted = new StringBuilder();
        for (char c : name.toCharArray()) {
            if (c >= ' ' && c <= '~') {
                flush(shifted, wire);
                wire.append(c == '&' ? "&-" : String.valueOf(c));
            } else {
                shifted.append(c);
            }
        }
        flush(shifted, wire);
        return wire.toString();
    }

    private static void flush(StringBuilder shifted, StringBuilder wire) {
        if (shifted.length() == 0) {
            return;
        }
        byte[] units = new byte[shifted.length() * 2];
        for (int i = 0; i < shifted.length(); i++) {
            units[2 * i] = (byte) (shifted.charAt(i) >> 8);
            units[2 * i + 1] = (byte) shifted.charAt(i);
        }
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(units);
        wire.append('&').append(base64.replace('/', ',')).append('-');
        shifted.setLength(0);
    }

    /** Empty when the text is not exactly what {@link #encode} makes of a name. */
    public static Optional<String> decode(String wire) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < wire.length(); i++) {
            if (wire.charAt(i) != '&') {
                name.append(wire.charAt(i));
                continue;
            }
            int end = wire.indexOf('-', i);
            if (end < 0) {
                return Optional.empty();
            }
            Optional<String> piece = end == i + 1 ? Optional.of("&") : unshift(wire.substring(i + 1, end));
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            name.append(piece.get());
            i = end;
        }
        String result = name.toString();
        return isWellFormed(result) && encode(result).equals(wire) ? Optional.of(result) : Optional.empty();
    }

    private static Optional<String> unshift(String base64) {
        try {
            byte[] units = Base64.getDecoder().decode(base64.replace(',', '/'));
            return Optional.of(new String(units, StandardCharsets.UTF_16BE));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** No half of a surrogate pair, which no report could show. */
    private static boolean isWellFormed(String name) {
        return name.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
