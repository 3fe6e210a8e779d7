package org.stagepost.sync;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Writes a spool file; a full disk is our own failure and not the item's, so it is no IOException. */
final class SpoolOutputStream extends OutputStream {
    private static final int BUFFER = 64 * 1024;

    private final Path file;
    private final OutputStream out;

    SpoolOutputStream(Path file) {
        this.file = file;
        try {
            this.out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    static MigrationException unusable(Path place, IOException cause) {
        return new MigrationException(FailureCode.HOME_UNUSABLE, "cannot keep a large item in " + place, cause);
    }

    @Override
    public void write(int b) {
        try {
            out.write(b);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }
}
