package org.stagepost.sync;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A small item's content; looked through once, copied only if something has to be changed. */
final class MemoryContent implements CanonicalContent {
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
        return LineEnds.firstOdd(bytes, 0, bytes.length) == bytes.length
                ? new MemoryContent(bytes, false)
                : new MemoryContent(canonical(bytes), true);
    }

    private static byte[] canonical(byte[] bytes) throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.length + bytes.length / 16);
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
