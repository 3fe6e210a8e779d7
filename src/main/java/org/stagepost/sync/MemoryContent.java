package org.stagepost.sync;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A small item's content; looked through once, copied only if something has to be changed. */
final class MemoryContent implements CanonicalContent {
    private final byte[] bytes;
    private final int size;
    private final boolean altered;

    private MemoryContent(byte[] bytes, int size, boolean altered) {
        this.bytes = bytes;
        this.size = size;
        this.altered = altered;
    }

    static MemoryContent read(InputStream content, int sizeBytes, TransitSpace space) throws IOException {
        byte[] bytes = space.memory(sizeBytes);
        if (content.readNBytes(bytes, 0, sizeBytes) < sizeBytes) {
            throw new EOFException("the item ended early");
        }
        return LineEnds.firstOdd(bytes, 0, sizeBytes) == sizeBytes
                ? new MemoryContent(bytes, sizeBytes, false)
                : canonical(bytes, sizeBytes);
    }

    private static MemoryContent canonical(byte[] bytes, int size) throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream(size + size / 16);
        try (CanonicalOutputStream out = new CanonicalOutputStream(result)) {
            out.write(bytes, 0, size);
        }
        return new MemoryContent(result.toByteArray(), result.size(), true);
    }

    @Override
    public boolean isAltered() {
        return altered;
    }

    @Override
    public long sizeBytes() {
        return size;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes, 0, size);
    }

    @Override
    public void close() {}
}
