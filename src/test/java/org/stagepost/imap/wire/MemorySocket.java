package org.stagepost.imap.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Security;

/** A socket whose other end lives in the same process and speaks only when spoken to. One char is one byte. */
final class MemorySocket extends Socket {
    private static final Endpoint ENDPOINT =
            Endpoint.at("old-mail", EndpointKind.IMAP, "127.0.0.1", 1, Protection.of(Security.NONE, ""));
    private static final long PATIENCE_MILLIS = 5_000;

    private final Peer peer;
    private final StringBuilder waiting = new StringBuilder();
    private int most = Integer.MAX_VALUE;
    private boolean closed;
    private boolean ended;
    private boolean deaf;

    /** The other end. */
    @FunctionalInterface
    interface Peer {
        /** @return what it says to that, perhaps nothing */
        String hears(String bytes);
    }

    MemorySocket(Peer peer) {
        this.peer = peer;
    }

    WireConnection connection(WireLimits limits) throws IOException {
        return new WireConnection(ENDPOINT, limits, new WireChannel(this, limits, new Line()));
    }

    /** The other end begins to speak. */
    synchronized void says(String bytes) {
        waiting.append(bytes);
        notifyAll();
    }

    /** No more bytes at a time than this can be read. */
    synchronized void trickles(int bytes) {
        most = bytes;
    }

    /** The other end says no more. */
    synchronized void ends() {
        ended = true;
        notifyAll();
    }

    /** The other end takes no more, but what it said before can still be read. */
    synchronized void stopsListening() {
        deaf = true;
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException("a byte alone");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws SocketException, SocketTimeoutException {
                return take(target, offset, length);
            }
        };
    }

    private synchronized int take(byte[] target, int offset, int length)
            throws SocketException, SocketTimeoutException {
        awaitBytes();
        if (waiting.isEmpty()) {
            return -1;
        }
        int count = Math.min(Math.min(length, most), waiting.length());
        byte[] bytes = waiting.substring(0, count).getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, target, offset, count);
        waiting.delete(0, count);
        return count;
    }

    private void awaitBytes() throws SocketException, SocketTimeoutException {
        try {
            if (waiting.isEmpty() && !closed && !ended) {
                wait(PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (closed) {
            throw new SocketException("closed");
        }
        if (waiting.isEmpty() && !ended) {
            throw new SocketTimeoutException("the other end has nothing to say");
        }
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int single) {
                throw new UnsupportedOperationException("a byte alone");
            }

            @Override
            public void write(byte[] source, int offset, int length) throws SocketException {
                give(new String(source, offset, length, StandardCharsets.ISO_8859_1));
            }
        };
    }

    private synchronized void give(String bytes) throws SocketException {
        if (closed) {
            throw new SocketException("closed");
        }
        if (deaf) {
            throw new SocketException("Broken pipe");
        }
        says(peer.hears(bytes));
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    @Override
    public void setSoTimeout(int millis) {
        // it waits its own time
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }
}
