package org.stagepost.sync;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The fields of a message's header that name it to a person: unfolded, decoded, without control characters. */
public record MessageHeader(String messageId, String from, String subject) {
    public static final MessageHeader NONE = new MessageHeader("", "", "");

    private static final int MAX_HEADER = 256 * 1024;
    private static final int MAX_FIELD = 1000;

    /** Reads no further than the header, nor than a header can sensibly be. */
    public static MessageHeader read(InputStream message) throws IOException {
        return parse(bytes(message, MAX_HEADER));
    }

    /** The bytes up to the first empty line. */
    static byte[] bytes(InputStream message, int limit) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream(4096);
        int lineLength = 0;
        for (int b = message.read(); b >= 0 && header.size() < limit; b = message.read()) {
            header.write(b);
            if (b == '\n' && lineLength == 0) {
                break;
            }
            lineLength = b == '\n' ? 0 : lineLength + (b == '\r' ? 0 : 1);
        }
        return header.toByteArray();
    }

    static MessageHeader parse(byte[] header) {
        // RFC 5322 §2.2.3: a line that begins with white space goes on with the field before it
        String[] fields = text(header)
                .replaceAll("\r\n?|\n", "\n")
                .replaceAll("\n(?=[ \t])", "")
                .split("\n");
        return new MessageHeader(
                field(fields, "Message-ID"), EncodedWords.decode(field(fields, "From")), subject(fields));
    }

    private static String subject(String[] fields) {
        return EncodedWords.decode(field(fields, "Subject"));
    }

    private static String field(String[] fields, String name) {
        for (String field : fields) {
            if (field.isEmpty()) {
                return "";
            }
            int colon = field.indexOf(':');
            if (colon > 0 && field.substring(0, colon).strip().equalsIgnoreCase(name)) {
                return printable(field.substring(colon + 1));
            }
        }
        return "";
    }

    /** One line of bounded length, whatever the sender put in. */
    static String printable(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.length() <= MAX_FIELD ? clean : clean.substring(0, MAX_FIELD);
    }

    /** RFC 6532 headers are UTF-8; what is not is some eight-bit charset. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
