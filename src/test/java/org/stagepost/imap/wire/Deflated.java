package org.stagepost.imap.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** The other end of a compressed connection, of both directions. One char is one byte. */
final class Deflated {
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final Inflater inflater = new Inflater(true);

    static byte[] of(String text) {
        return new Deflated().deflated(text).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Flushed, so that all of it can be read. */
    String deflated(String text) {
        byte[] result = new byte[text.length() + 100];
        deflater.setInput(text.getBytes(StandardCharsets.ISO_8859_1));
        return text(result, deflater.deflate(result, 0, result.length, Deflater.SYNC_FLUSH));
    }

    String inflated(String deflated) {
        byte[] result = new byte[100_000];
        inflater.setInput(deflated.getBytes(StandardCharsets.ISO_8859_1));
        try {
            return text(result, inflater.inflate(result));
        } catch (DataFormatException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String text(byte[] bytes, int count) {
        return new String(Arrays.copyOf(bytes, count), StandardCharsets.ISO_8859_1);
    }
}
