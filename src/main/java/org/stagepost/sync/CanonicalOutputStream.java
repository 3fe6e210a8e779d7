package org.stagepost.sync;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Makes what is written canonical: every line ends with CRLF (RFC 5322 §2.1), and no byte is NUL (RFC 9051 §4.3).
 */
final class CanonicalOutputStream extends OutputStream {
    /** The NUL policy: replaced, because servers refuse it, cut the message there or turn it into something else. */
    static final byte NUL_REPLACEMENT = '?';

    private final OutputStream out;
    private boolean afterCr;
    private boolean altered;
    private long written;

    CanonicalOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        if (afterCr && b != '\n') {
            insert('\n');
        }
        if (!afterCr && b == '\n') {
            insert('\r');
        }
        afterCr = b == '\r';
        altered |= b == 0;
        put(b == 0 ? NUL_REPLACEMENT : b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        for (int i = offset; i < end; ) {
            int odd = afterCr ? i : LineEnds.firstOdd(bytes, i, end);
            out.write(bytes, i, odd - i);
            written += odd - i;
            if (odd < end) {
                write(bytes[odd]);
            }
            i = odd + 1;
        }
    }

    /** Ends a line whose LF is missing; may be called again. */
    @Override
    public void close() throws IOException {
        if (afterCr) {
            insert('\n');
            afterCr = false;
        }
        out.close();
    }

    boolean isAltered() {
        return altered;
    }

    long written() {
        return written;
    }

    private void insert(int b) throws IOException {
        altered = true;
        put(b);
    }

    private void put(int b) throws IOException {
        out.write(b);
        written++;
    }
}
