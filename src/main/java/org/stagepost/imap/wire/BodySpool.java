package org.stagepost.imap.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A message's text put aside in a temporary file, for servers that send it before they say which message it is. */
final class BodySpool implements Closeable {
    private final Path file;
    private final long size;

    private BodySpool(Path file, long size) {
        this.file = file;
        this.size = size;
    }

    static BodySpool of(InputStream content, long size) throws IOException {
        Path file = Files.createTempFile("stagepost-", ".body");
        try {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
            return new BodySpool(file, size);
        } catch (IOException e) {
            Files.delete(file);
            throw e;
        }
    }

    InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
