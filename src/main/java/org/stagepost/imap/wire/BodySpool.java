package org.stagepost.imap.wire;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** A message's text put aside: small ones in memory, others in a temporary file that only this process's owner reads. */
public final class BodySpool implements Closeable {
    private static final int MAX_IN_MEMORY = 16 * 1024;

    private final byte[] bytes;
    private final @Nullable Path file;
    private final long size;

    private BodySpool(byte[] bytes, @Nullable Path file, long size) {
        this.bytes = bytes;
        this.file = file;
        this.size = size;
    }

    public static BodySpool of(InputStream content, long size) throws IOException {
        if (size <= MAX_IN_MEMORY) {
            return new BodySpool(content.readNBytes((int) size), null, size);
        }
        Path file = Files.createTempFile("stagepost-", ".body");
        try {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
            return new BodySpool(new byte[0], file, size);
        } catch (IOException e) {
            Files.delete(file);
            throw e;
        }
    }

    public InputStream open() throws IOException {
        return file == null ? new ByteArrayInputStream(bytes) : Files.newInputStream(file);
    }

    public long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
