package org.stagepost.imap.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A socket's input with a purse of waiting time: waiting spends it, received bytes earn some back.
 * A plain socket timeout would let a server hold us for ever with one byte a minute; time that our own consumer takes
 * between two reads costs nothing.
 */
final class TimedInput extends InputStream {
    private static final long NANOS_PER_BYTE = 100_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Socket socket;
    private final InputStream in;
    private long purseNanos;

    TimedInput(Socket socket, Duration allowance) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.purseNanos = allowance.toNanos();
    }

    /** Fills the purse for the next command. */
    void allow(Duration allowance) {
        purseNanos = allowance.toNanos();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (purseNanos <= 0) {
            throw new SocketTimeoutException("the server is too slow");
        }
        socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, purseNanos / NANOS_PER_MILLI + 1));
        long before = System.nanoTime();
        int count = in.read(target, offset, length);
        purseNanos -= System.nanoTime() - before;
        if (count > 0) {
            purseNanos += count * NANOS_PER_BYTE;
        }
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }
}
