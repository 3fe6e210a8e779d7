package org.stagepost.sync;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** A large item's content, in a file of its own that only the owner of the process can read. */
final class SpooledContent implements CanonicalContent {
    private static final int BUFFER = 64 * 1024;

    private final Path file;
    private final long sizeBytes;
    private final boolean altered;

    private SpooledContent(Path file, long sizeBytes, boolean altered) {
        this.file = file;
        this.sizeBytes = sizeBytes;
        this.altered = altered;
    }

    static SpooledContent read(InputStream content, long sizeBytes, Path spool) throws IOException {
        Path file = newFile(spool);
        boolean complete = false;
        try (CanonicalOutputStream out = new CanonicalOutputStream(new SpoolOutputStream(file))) {
            transfer(content, sizeBytes, out);
            out.close();
            complete = true;
            return new SpooledContent(file, out.written(), out.isAltered());
        } finally {
            if (!complete) {
                delete(file);
            }
        }
    }

    private static void transfer(InputStream content, long sizeBytes, CanonicalOutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long rest = sizeBytes;
        while (rest > 0) {
            int length = content.read(buffer, 0, (int) Math.min(rest, BUFFER));
            if (length < 0) {
                throw new EOFException("the item ended early");
            }
            out.write(buffer, 0, length);
            rest -= length;
        }
    }

    /** Mode 0600 on POSIX, by {@link Files#createTempFile}. */
    private static Path newFile(Path spool) {
        try {
            return Files.createTempFile(Files.createDirectories(spool), "item", ".eml");
        } catch (IOException e) {
            throw SpoolOutputStream.unusable(spool, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new MigrationException(FailureCode.HOME_UNUSABLE, "cannot delete " + file, e);
        }
    }

    @Override
    public boolean isAltered() {
        return altered;
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public void close() {
        delete(file);
    }
}
