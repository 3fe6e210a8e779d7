package org.stagepost.testing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.function.Consumer;

/** A connected socket whose every received byte is told, for TLS to lie upon or not. */
final class RecordedSocket extends Socket {
    private final Socket transport;
    private final Consumer<byte[]> heard;

    RecordedSocket(Socket transport, Consumer<byte[]> heard) {
        this.transport = transport;
        this.heard = heard;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return recorded(transport.getInputStream(), heard);
    }

    static InputStream recorded(InputStream in, Consumer<byte[]> heard) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int octet = super.read();
                if (octet >= 0) {
                    heard.accept(new byte[] {(byte) octet});
                }
                return octet;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = super.read(target, offset, length);
                if (count > 0) {
                    heard.accept(java.util.Arrays.copyOfRange(target, offset, offset + count));
                }
                return count;
            }
        };
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
    public InetAddress getInetAddress() {
        return transport.getInetAddress();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return transport.getRemoteSocketAddress();
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        transport.setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return transport.getSoTimeout();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        transport.setTcpNoDelay(on);
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
    public void close() throws IOException {
        transport.close();
    }
}
