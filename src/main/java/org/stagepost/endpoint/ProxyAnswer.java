package org.stagepost.endpoint;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** What a proxy answers, read byte by byte, because what comes behind is the server's. Bounded in bytes and time. */
final class ProxyAnswer {
    private static final int MOST_BYTES = 16 * 1024;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Socket socket;
    private final String proxy;
    private final long deadlineNanos;
    private int read;

    /** @param proxy for messages */
    ProxyAnswer(Socket socket, String proxy, Duration patience) {
        this.socket = socket;
        this.proxy = proxy;
        this.deadlineNanos = System.nanoTime() + patience.toNanos();
    }

    int octet() throws IOException {
        long leftNanos = deadlineNanos - System.nanoTime();
        if (leftNanos <= 0) {
            throw new SocketTimeoutException("the proxy " + proxy + " is too slow");
        }
        if (read++ == MOST_BYTES) {
            throw ProxyRefused.forGood("the answer of the proxy " + proxy + " does not end");
        }
        socket.setSoTimeout((int) (leftNanos / NANOS_PER_MILLI) + 1);
        int octet = socket.getInputStream().read();
        if (octet < 0) {
            throw new EOFException("the proxy " + proxy + " closed the connection");
        }
        return octet;
    }

    void skip(int octets) throws IOException {
        for (int i = 0; i < octets; i++) {
            octet();
        }
    }

    /** Up to a line's end, without it. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = octet(); octet != '\n'; octet = octet()) {
            line.append((char) octet);
        }
        return line.toString().stripTrailing();
    }
}
