package org.stagepost.imap.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/**
 * A connected socket for TLS to lie upon, whose input is metered. TLS waits for whole records, in the handshake for
 * many of them: timing only what comes out above would let a server hold us with one byte a minute below.
 */
final class MeteredSocket extends Socket {
    private final Socket transport;
    private final InputStream metered;

    MeteredSocket(Socket transport, InputStream metered) {
        this.transport = transport;
        this.metered = metered;
    }

    @Override
    public InputStream getInputStream() {
        return metered;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return transport.getOutputStream();
    }

    @Override
    public boolean isConnected() {
        return transport.isConnected();
    }

    @Override
    public boolean isClosed() {
        return transport.isClosed();
    }

    @Override
    public boolean isInputShutdown() {
        return transport.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return transport.isOutputShutdown();
    }

    @Override
    public void shutdownInput() throws IOException {
        transport.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        transport.shutdownOutput();
    }

    @Override
    public int getPort() {
        return transport.getPort();
    }

    @Override
    public InetAddress getInetAddress() {
        return transport.getInetAddress();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return transport.getRemoteSocketAddress();
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return transport.getSoTimeout();
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        transport.setSoTimeout(millis);
    }

    @Override
    public int getSoLinger() throws SocketException {
        return transport.getSoLinger();
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}
