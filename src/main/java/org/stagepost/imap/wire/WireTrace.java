package org.stagepost.imap.wire;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.mailbox.TraceLog;

/**
 * Reads along on one connection, above TLS and compression. Nothing of a login is shown but the names of its commands, and
 * later no form of its secret, nor of those that were tried before it. Used by one thread at a time.
 */
final class WireTrace {
    private final TraceLog log;
    private final Endpoint endpoint;
    private String connection;
    private TraceLines client = client();
    private TraceLines server = server();
    private TraceMask mask = TraceMask.NONE;
    private boolean hushed;
    private boolean closed;

    WireTrace(TraceLog log, Endpoint endpoint) {
        this.log = log;
        this.endpoint = endpoint;
        this.connection = endpoint.name();
    }

    private TraceLines client() {
        return new TraceLines(line -> show(">", line));
    }

    private TraceLines server() {
        return new TraceLines(line -> show("<", line));
    }

    private void show(String direction, String line) {
        log.line(connection + " " + direction + " " + line);
    }

    /** Both ends are told by the port on this side. */
    void connected(Socket transport) {
        connection = endpoint.name() + ":" + transport.getLocalPort();
        show("-", "connected to " + endpoint.address());
    }

    void closed() {
        if (!closed) {
            closed = true;
            show("-", "closed");
        }
    }

    /** A login begins. */
    void hush() {
        hushed(true);
    }

    /** It is over. @param secrets every form of what was sent in it */
    void speak(List<String> secrets) {
        mask = mask.and(TraceMask.of(secrets));
        client.mask(mask);
        server.mask(mask);
        hushed(false);
    }

    /** The server ended a command before it took the literal that was announced: that is not sent. */
    void refused() {
        client.withdraw();
    }

    private void hushed(boolean wanted) {
        hushed = wanted;
        client.hush(wanted);
        server.hush(wanted);
    }

    /** What the server says; what it said before on another layer is over. */
    InputStream heard(InputStream in) {
        TraceLines lines = server();
        lines.hush(hushed);
        lines.mask(mask);
        server = lines;
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int count) throws IOException {
                int read = in.read(bytes, offset, count);
                lines.feed(bytes, offset, Math.max(0, read));
                return read;
            }
        };
    }

    /** What is said to the server, when it is sent. */
    OutputStream said(OutputStream out) {
        TraceLines lines = client();
        lines.hush(hushed);
        lines.mask(mask);
        client = lines;
        return new FilterOutputStream(out) {
            @Override
            public void write(int c) throws IOException {
                write(new byte[] {(byte) c}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                lines.feed(bytes, offset, count);
                out.write(bytes, offset, count);
            }
        };
    }
}
