package org.stagepost.sync;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decodes RFC 2047 encoded words; a word that cannot be decoded stays as it is written. */
final class EncodedWords {
    private static final Pattern WORD = Pattern.compile("=\\?([^?*\\s]+)(?:\\*[^?\\s]*)?\\?([BbQq])\\?([^?]*)\\?=");

    private final StringBuilder result = new StringBuilder();
    /** Bytes of words in one charset: a character may be cut between two of them, against the rules. */
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    private Charset charset = StandardCharsets.US_ASCII;

    private EncodedWords() {}

    static String decode(String text) {
        if (!text.contains("=?")) {
            return text;
        }
        return MessageHeader.printable(new EncodedWords().decoded(text));
    }

    private String decoded(String text) {
        Matcher words = WORD.matcher(text);
        int end = 0;
        boolean afterWord = false;
        while (words.find()) {
            String between = text.substring(end, words.start());
            // RFC 2047 §6.2: white space between two encoded words does not count
            if (!afterWord || !between.isBlank()) {
                flush();
                result.append(between);
            }
            afterWord = add(words);
            end = words.end();
        }
        flush();
        return result.append(text.substring(end)).toString();
    }

    private boolean add(Matcher word) {
        Optional<Charset> named = charset(word.group(1));
        Optional<byte[]> bytes = word.group(2).toUpperCase(Locale.ROOT).equals("B")
                ? base64(word.group(3))
                : Optional.of(quoted(word.group(3)));
        if (named.isEmpty() || bytes.isEmpty()) {
            flush();
            result.append(word.group());
            return false;
        }
        if (!named.get().equals(charset)) {
            flush();
            charset = named.get();
        }
        pending.writeBytes(bytes.get());
        return true;
    }

    private void flush() {
        result.append(pending.toString(charset));
        pending.reset();
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** RFC 2047 §4.2: "_" is a space, "=" and two hexadecimal digits are a byte. */
    private static byte[] quoted(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int value = c == '=' && i + 2 < text.length() ? hex(text.substring(i + 1, i + 3)) : -1;
            if (value >= 0) {
                bytes.write(value);
                i += 2;
            } else {
                bytes.write(c == '_' ? ' ' : c);
            }
        }
        return bytes.toByteArray();
    }

    private static int hex(String digits) {
        int high = Character.digit(digits.charAt(0), 16);
        int low = Character.digit(digits.charAt(1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
