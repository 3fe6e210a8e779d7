package org.stagepost.sync;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A small item's content; looked through once, copied only if something has to be changed. */
final class MemoryContent implements CanonicalContent {
    private static final int NOTHING_TO_DO = -1;

    private final byte[] bytes;
    private final boolean altered;

    private MemoryContent(byte[] bytes, boolean altered) {
        this.bytes = bytes;
        this.altered = altered;
    }

    static MemoryContent read(InputStream content, int sizeBytes) throws IOException {
        byte[] bytes = content.readNBytes(sizeBytes);
        if (bytes.length < sizeBytes) {
            throw new EOFException("the item ended early");
        }
        int missing = missingBytes(bytes);
        return missing == NOTHING_TO_DO
                ? new MemoryContent(bytes, false)
                : new MemoryContent(canonical(bytes, missing), true);
    }

    /** How many CR and LF are to be inserted. */
    private static int missingBytes(byte[] bytes) {
        int missing = 0;
        boolean nul = false;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b > '\r' || b < 0) {
                continue; // nearly all of them
            }
            nul |= b == 0;
            boolean loneLf = b == '\n' && (i == 0 || bytes[i - 1] != '\r');
            boolean loneCr = b == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n');
            missing += loneLf || loneCr ? 1 : 0;
        }
        return missing == 0 && !nul ? NOTHING_TO_DO : missing;
    }

    private static byte[] canonical(byte[] bytes, int missing) throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.length + missing);
        try (CanonicalOutputStream out = new CanonicalOutputStream(result)) {
            out.write(bytes);
        }
        return result.toByteArray();
    }

    @Override
    public boolean isAltered() {
        return altered;
    }

    @Override
    public long sizeBytes() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public void close() {}
}
