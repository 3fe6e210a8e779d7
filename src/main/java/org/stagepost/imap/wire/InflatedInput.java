package org.stagepost.imap.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What a server sends once both sides compress: raw deflate (RFC 4978 §4, RFC 1951), inflated as far as somebody asks
 * for it, so that a small input never takes much memory. Not thread-safe.
 */
final class InflatedInput extends InputStream {
    private static final int PIECE = 32 * 1024;
    /** Headers of blocks and empty blocks between two bytes of an honest server are far shorter. */
    private static final int FRUITLESS = 2 * PIECE;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final byte[] deflated = new byte[PIECE];
    private final byte[] ahead = new byte[512];
    private int position;
    private int end;
    private int fruitless;
    private boolean freed;

    /** @param received bytes that arrived already, in front of those of {@code in} */
    InflatedInput(byte[] received, InputStream in) {
        this.in = in;
        inflater.setInput(received);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position < end) {
            int count = Math.min(length, end - position);
            System.arraycopy(ahead, position, target, offset, count);
            position += count;
            return count;
        }
        int count = inflate(target, offset, length);
        while (count == 0 && receive()) {
            count = inflate(target, offset, length);
        }
        return count > 0 ? count : -1;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    /** Exact: deflated bytes may have arrived and hold nothing, and whoever relies on them would wait. */
    @Override
    public int available() throws IOException {
        if (position == end) {
            int count = inflate(ahead, 0, ahead.length);
            while (count == 0 && in.available() > 0 && receive()) {
                count = inflate(ahead, 0, ahead.length);
            }
            position = 0;
            end = Math.max(count, 0);
        }
        return end - position;
    }

    /** @return 0 when more must be received first, -1 behind the end */
    private int inflate(byte[] target, int offset, int length) throws IOException {
        if (freed) {
            throw new IOException("the connection is closed");
        }
        try {
            int count = inflater.inflate(target, offset, length);
            if (count > 0) {
                fruitless = 0;
                return count;
            }
        } catch (DataFormatException e) {
            throw notDeflate(String.valueOf(e.getMessage()));
        }
        return inflater.finished() ? -1 : 0;
    }

    private boolean receive() throws IOException {
        int count = in.read(deflated, 0, deflated.length);
        if (count <= 0) {
            return false;
        }
        fruitless += count;
        if (fruitless > FRUITLESS) {
            throw notDeflate("more than " + FRUITLESS + " bytes hold nothing");
        }
        inflater.setInput(deflated, 0, count);
        return true;
    }

    private static ProtocolViolation notDeflate(String why) {
        return new ProtocolViolation("agreed to compress, but what it sends is no deflate (" + why
                + "); without compression (compression: never) it may work");
    }

    /** Gives native memory back, and leaves the connection alone. */
    void free() {
        freed = true;
        inflater.end();
    }
}
