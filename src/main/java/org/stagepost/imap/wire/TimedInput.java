package org.stagepost.imap.wire;

import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;

/**
 * A socket's input with a purse of waiting time: waiting spends it, received bytes earn some back, up to the allowance.
 * A plain socket timeout would let a server hold us for ever with one byte a minute; time that our own consumer takes
 * between two reads costs nothing.
 */
final class TimedInput extends InputStream {
    private static final long NANOS_PER_BYTE = 100_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Less than that looks like conversation, more like a stream. */
    private static final int MUCH = 4096;

    private static final int END = -1;

    /** For input above another that is timed: bytes and waits are told once. */
    static final Waits UNHEARD = (bytes, nanos) -> {};

    private final Socket socket;
    private final InputStream in;
    private final Flushable unsent;
    private final boolean canAcknowledge;
    private long allowanceNanos;
    private long purseNanos;
    private final Waits waits;
    private int lastCount;
    private long waitedNanos;
    private int readsSinceMuch = 2;

    /** Is told how long bytes were waited for. */
    @FunctionalInterface
    interface Waits {
        /** @param nanos 0 where the wait may have been for the server's work, or for a round trip */
        void waited(long bytes, long nanos);

        /**
         * The read itself, whatever it waited for.
         *
         * @param bytes -1 at the end, and where the read failed
         */
        default void took(long bytes, long nanos) {}
    }

    /**
     * @param socket the TCP socket itself, on which {@code in} waits in the end
     * @param unsent flushed before every wait: what the server has not been told it cannot answer
     * @param waits told of every read
     */
    TimedInput(Socket socket, InputStream in, Flushable unsent, Waits waits) {
        this.socket = socket;
        this.in = in;
        this.unsent = unsent;
        this.waits = waits;
        this.canAcknowledge = socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
    }

    /** Fills the purse for the next command. */
    void allow(Duration allowance) {
        allowanceNanos = allowance.toNanos();
        purseNanos = allowanceNanos;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        unsent.flush();
        if (purseNanos <= 0) {
            throw new SocketTimeoutException("the server is too slow");
        }
        socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, purseNanos / NANOS_PER_MILLI + 1));
        acknowledgeAtOnce();
        long before = System.nanoTime();
        int count = END;
        try {
            count = in.read(target, offset, length);
        } finally {
            waitedNanos = System.nanoTime() - before;
            waits.took(count, waitedNanos);
        }
        purseNanos -= waitedNanos;
        lastCount = count;
        if (count > 0) {
            tell(count, waitedNanos);
            purseNanos = Math.min(allowanceNanos, purseNanos + count * NANOS_PER_BYTE);
        }
        return count;
    }

    /** TLS reads a record in two: its short header, then the rest. */
    private void tell(int count, long waited) {
        waits.waited(count, readsSinceMuch < 2 ? waited : 0);
        readsSinceMuch = count >= MUCH ? 0 : Math.min(2, readsSinceMuch + 1);
    }

    /**
     * Servers that answer in several small writes wait for our acknowledgement between them, which the kernel holds back
     * for 40 ms; the kernel forgets the wish, so it is told before every wait.
     */
    private void acknowledgeAtOnce() throws IOException {
        if (canAcknowledge && lastCount < MUCH) {
            socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }
}
