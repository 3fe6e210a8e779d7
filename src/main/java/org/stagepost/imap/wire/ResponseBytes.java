package org.stagepost.imap.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A server's bytes, buffered; those of lines and those that nobody wanted are counted against limits. */
final class ResponseBytes {
    private static final int UID_LINES = 16;
    /** From this size on bytes of a literal go straight to who wants them, past the buffer. */
    private static final int LARGE = 8 * 1024;

    private final InputStream in;
    private final WireLimits limits;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int end;
    private long lineBytes;
    private int lineLimit;
    private long unwantedBytes;

    ResponseBytes(InputStream in, WireLimits limits) {
        this.in = in;
        this.limits = limits;
        this.lineLimit = limits.lineBytes();
    }

    WireLimits limits() {
        return limits;
    }

    /** The reply to a command was read. */
    void endReply() {
        unwantedBytes = 0;
        lineBytes = 0;
    }

    void beginLine() throws ProtocolViolation {
        countUnwanted(lineBytes);
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

    /** What nobody has read yet, for somebody else to read. */
    byte[] takeBuffered() {
        byte[] taken = Arrays.copyOfRange(buffer, position, end);
        position = end;
        return taken;
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

    /** The bytes up to the first of these, as ISO 8859-1. */
    String until(ByteSet ends) throws IOException {
        peek();
        int begin = position;
        position = ends.indexIn(buffer, begin, end);
        count(position - begin);
        String text = new String(buffer, begin, position - begin, StandardCharsets.ISO_8859_1);
        return position < end ? text : longer(text, ends);
    }

    /** The same where the buffer ended first. */
    private String longer(String first, ByteSet ends) throws IOException {
        StringBuilder text = new StringBuilder(first);
        while (!ends.has(peek())) {
            int begin = position;
            position = ends.indexIn(buffer, begin, end);
            count(position - begin);
            text.append(new String(buffer, begin, position - begin, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
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
            if (length >= LARGE) {
                return received(in.read(target, offset, length));
            }
            fill();
        }
        int count = Math.min(length, end - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
    }

    /** Bytes that nobody takes. */
    void countUnwanted(long more) throws ProtocolViolation {
        unwantedBytes += more;
        if (unwantedBytes > limits.responseBytes()) {
            throw new ProtocolViolation("responses of more than " + limits.responseBytes() + " bytes to one command");
        }
    }

    /** Passes over bytes of a literal, as far as they are here. */
    long skip(long length) throws IOException {
        if (position == end) {
            fill();
        }
        int count = (int) Math.min(length, end - position);
        position += count;
        countUnwanted(count);
        return count;
    }

    private void fill() throws IOException {
        end = received(in.read(buffer, 0, buffer.length));
        position = 0;
    }

    private static int received(int count) throws EOFException {
        if (count <= 0) {
            throw new EOFException("the server closed the connection");
        }
        return count;
    }
}
