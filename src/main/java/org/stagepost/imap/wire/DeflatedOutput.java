package org.stagepost.imap.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** What we send once both sides compress: raw deflate (RFC 4978 §4); a flush ends it so that the server can read all. */
final class DeflatedOutput extends DeflaterOutputStream {
    private static final int PIECE = 16 * 1024;

    private boolean pending;
    private boolean freed;

    DeflatedOutput(OutputStream out) {
        super(out, new Deflater(Deflater.BEST_SPEED, true), PIECE, true);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        requireOpen();
        pending = true;
        super.write(source, offset, length);
    }

    @Override
    public void flush() throws IOException {
        requireOpen();
        if (pending) {
            pending = false;
            super.flush();
        }
    }

    private void requireOpen() throws IOException {
        if (freed) {
            throw new IOException("the connection is closed");
        }
    }

    /** Gives native memory back, and leaves the connection alone. */
    void free() {
        freed = true;
        def.end();
    }
}
