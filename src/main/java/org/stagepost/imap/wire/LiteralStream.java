package org.stagepost.imap.wire;

import java.io.IOException;
import java.io.InputStream;

/** A literal's bytes, straight from the connection (RFC 9051 §4.3); ends after the announced number of them. */
final class LiteralStream extends InputStream {
    /** So much memory is given for a size that is only announced; beyond that it grows with what comes. */
    private static final int AT_ONCE = 1024 * 1024;

    private final ResponseBytes source;
    private final long size;
    private long left;

    LiteralStream(ResponseBytes source, long size) {
        this.source = source;
        this.size = size;
        this.left = size;
    }

    long size() {
        return size;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = source.raw(target, offset, (int) Math.min(length, left));
        left -= count;
        return count;
    }

    @Override
    public byte[] readNBytes(int length) throws IOException {
        int count = (int) Math.min(length, left);
        if (count > AT_ONCE) {
            return super.readNBytes(length);
        }
        byte[] bytes = new byte[count];
        for (int have = 0; have < count; ) {
            have += read(bytes, have, count - have);
        }
        return bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    /** Passes over what is left, so that the response can be read on. */
    void drain() throws IOException {
        while (left > 0) {
            left -= source.skip(left);
        }
    }
}
