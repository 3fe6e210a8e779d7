package org.stagepost.imap.wire;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointTls;
import org.stagepost.endpoint.TlsWords;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** A TCP connection, with TLS and compression over it where they were agreed on, both directions bounded in time. */
final class WireChannel {
    private static final int OUTPUT_BUFFER = 128 * 1024;

    private final Socket transport;
    private final WireLimits limits;
    private final Line line;
    private final long connectedNanos = System.nanoTime();
    private final TimedInput raw;
    /** Those that {@link #timed} reads from, in the end. */
    private final List<TimedInput> lower = new ArrayList<>();

    private TimedInput timed;
    private ResponseTokenizer in;
    private GuardedOutput guard;
    private BufferedOutputStream out;
    private @Nullable InflatedInput inflated;
    private @Nullable DeflatedOutput deflated;
    private @Nullable WireTrace trace;

    WireChannel(Socket transport, WireLimits limits, Line line) throws IOException {
        this.transport = transport;
        this.limits = limits;
        this.line = line;
        this.raw = new TimedInput(transport, transport.getInputStream(), this::flush, line.incoming());
        this.timed = raw;
        this.in = new ResponseTokenizer(timed, limits);
        this.guard = new GuardedOutput(transport, transport.getOutputStream(), limits.write(), line::sent);
        this.out = new BufferedOutputStream(guard, OUTPUT_BUFFER);
        timed.allow(limits.greeting());
    }

    /** Tries the addresses one after the other. */
    static WireChannel connect(Endpoint endpoint, Iterable<InetAddress> addresses, WireLimits limits, Line line)
            throws IOException {
        IOException failure = new SocketException("the host has no address");
        for (InetAddress address : addresses) {
            long before = System.nanoTime();
            try {
                Socket socket = line.connections().open(endpoint, address, limits.connect());
                if (!address.isLoopbackAddress() && endpoint.proxy().isEmpty()) {
                    // a tunnel that begins on this machine answers at once, wherever it ends; a proxy may be near, too
                    line.exchanged(System.nanoTime() - before);
                }
                socket.setTcpNoDelay(true);
                return new WireChannel(socket, limits, line);
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }

    /**
     * Lays TLS over the connection. Nothing that was received before survives: it may be forged (RFC 9051 §11.1).
     *
     * @return the session, for a person to look at
     */
    SSLSession secure(Endpoint endpoint) throws IOException {
        if (in.hasBuffered()) {
            throw notTrusted(endpoint, "plaintext was injected before TLS began", null);
        }
        raw.allow(limits.greeting());
        SSLSocket socket = EndpointTls.over(new MeteredSocket(transport, raw), endpoint);
        try {
            socket.startHandshake();
        } catch (SSLException e) {
            throw notTrusted(endpoint, TlsWords.why(e, endpoint).orElseThrow(() -> e), e);
        }
        lower.add(raw);
        timed = new TimedInput(transport, socket.getInputStream(), this::flush, TimedInput.UNHEARD);
        guard = new GuardedOutput(transport, socket.getOutputStream(), limits.write(), line::sent);
        speakOver(timed, guard);
        timed.allow(limits.greeting());
        return socket.getSession();
    }

    /**
     * Compresses from here on, in both directions (RFC 4978 §3): what has arrived behind the server's OK belongs to it.
     * All limits count what is inflated; time is counted below, too, because many bytes may be inflated to none.
     */
    void compress() throws IOException {
        flush();
        InflatedInput inflating = new InflatedInput(in.takeBuffered(), timed);
        DeflatedOutput deflating = new DeflatedOutput(guard);
        inflated = inflating;
        deflated = deflating;
        lower.add(timed);
        timed = new TimedInput(transport, inflating, () -> {}, TimedInput.UNHEARD);
        speakOver(timed, deflating);
        timed.allow(limits.reply());
    }

    private void speakOver(InputStream input, OutputStream output) {
        WireTrace reader = trace;
        in = new ResponseTokenizer(reader == null ? input : reader.heard(input), limits);
        out = new BufferedOutputStream(reader == null ? output : reader.said(output), OUTPUT_BUFFER);
    }

    /** Somebody reads along from here on; before anything is said. */
    void tracedBy(WireTrace reader) {
        trace = reader;
        reader.connected(transport);
        speakOver(timed, guard);
    }

    /** The server ended a command before it let the rest of it come. Who reads along must know where the next one begins. */
    void refused() throws IOException {
        if (trace != null) {
            flush(); // the announcement itself, where the server was ahead of it
            trace.refused();
        }
    }

    /** Who reads along; empty when nobody does. */
    Optional<WireTrace> trace() {
        return Optional.ofNullable(trace);
    }

    boolean isCompressed() {
        return inflated != null;
    }

    static MigrationException notTrusted(Endpoint endpoint, String why, @Nullable Throwable cause) {
        return new MigrationException(
                FailureCode.ENDPOINT_NOT_TRUSTED, endpoint.address() + " is not trusted: " + why, cause);
    }

    Line line() {
        return line;
    }

    /** The server's first line was read; with TLS before it, it took several round trips. */
    void greeted() {
        line.exchanged(System.nanoTime() - connectedNanos);
    }

    ResponseTokenizer in() {
        return in;
    }

    BufferedOutputStream out() {
        return out;
    }

    /** Sends what is buffered, as long as anything can be sent. */
    void flush() throws IOException {
        if (!guard.hasFailed()) {
            out.flush();
        }
    }

    /** True when the server takes nothing any more; its last words may still be read. */
    boolean isDeaf() {
        return guard.hasFailed();
    }

    /** True when the server has said something that nobody has taken. */
    boolean hasArrived() throws IOException {
        return in.hasBuffered() || timed.available() > 0;
    }

    /** How long the next command may wait for the server. */
    void allow(Duration time) {
        lower.forEach(meter -> meter.allow(time));
        timed.allow(time);
    }

    /** Ends the connection at once, whatever is on its way. */
    void cut() {
        trace().ifPresent(WireTrace::closed);
        try {
            transport.close();
        } catch (IOException e) {
            // it is gone either way
        }
        if (inflated != null) {
            inflated.free();
        }
        if (deflated != null) {
            deflated.free();
        }
    }
}
