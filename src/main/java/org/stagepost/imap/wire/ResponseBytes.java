package org.stagepost.imap.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A server's bytes, buffered; those of lines are counted against a limit, those of literals are not. */
final class ResponseBytes {
    private static final int UID_LINES = 16;

    private final InputStream in;
    private final WireLimits limits;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int end;
    private long lineBytes;
    private int lineLimit;

    ResponseBytes(InputStream in, WireLimits limits) {
        this.in = in;
        this.limits = limits;
        this.lineLimit = limits.lineBytes();
    }

    WireLimits limits() {
        return limits;
    }

    void beginLine() {
        lineBytes = 0;
        lineLimit = limits.lineBytes();
    }

    /** For FETCH, whose lines may be long for good reasons. */
    void widenLine() {
        lineLimit = limits.fetchLineBytes();
    }

    /** For sets of UIDs, which name half of a large folder's messages one by one. */
    void widenLineForUids() {
        lineLimit = UID_LINES * limits.fetchLineBytes();
    }

    /** True when bytes were received that nobody has read yet. */
    boolean hasBuffered() {
        return position < end;
    }

    int peek() throws IOException {
        if (position == end) {
            fill();
        }
        return buffer[position] & 0xFF;
    }

    int next() throws IOException {
        int value = peek();
        position++;
        count(1);
        return value;
    }

    /** Bytes of a line, or of what is kept like one. */
    void count(long more) throws ProtocolViolation {
        lineBytes += more;
        if (lineBytes > lineLimit) {
            throw new ProtocolViolation("a response line of more than " + lineLimit + " bytes");
        }
    }

    /** Bytes of a literal. */
    int raw(byte[] target, int offset, int length) throws IOException {
        if (position == end) {
            fill();
        }
        int count = Math.min(length, end - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
    }

    /** Passes over bytes of a literal, as far as they are here. */
    long skip(long length) throws IOException {
        if (position == end) {
            fill();
        }
        int count = (int) Math.min(length, end - position);
        position += count;
        return count;
    }

    private void fill() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        if (count <= 0) {
            throw new EOFException("the server closed the connection");
        }
        position = 0;
        end = count;
    }
}
