package org.stagepost.directory.sieve;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointTls;
import org.stagepost.endpoint.Security;
import org.stagepost.endpoint.TlsWords;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Origin;

/** A connection to a ManageSieve server, protected as its endpoint demands. Used by one thread. */
final class SieveLine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Endpoint endpoint;
    private Socket socket;
    private ReplyReader replies;
    private OutputStream output;
    private List<List<String>> capabilities = List.of();

    private SieveLine(Endpoint endpoint, Socket socket) throws IOException {
        this.endpoint = endpoint;
        this.socket = socket;
        this.replies = new ReplyReader(socket.getInputStream());
        this.output = new BufferedOutputStream(socket.getOutputStream());
    }

    /** @throws MigrationException ENDPOINT_UNREACHABLE, ENDPOINT_NOT_TRUSTED, SECRET_MISSING (the proxy's password) */
    static SieveLine open(Endpoint endpoint, Connections connections) {
        try {
            Socket socket = connections.open(endpoint, PATIENCE);
            try {
                socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
                SieveLine line = new SieveLine(endpoint, socket);
                line.begin();
                return line;
            } catch (IOException | RuntimeException e) {
                socket.close();
                throw e;
            }
        } catch (IOException e) {
            throw unopened(endpoint, e);
        }
    }

    private static MigrationException unopened(Endpoint endpoint, IOException failure) {
        Optional<String> untrusted = TlsWords.why(failure, endpoint);
        String why = untrusted.orElseGet(() -> failure instanceof SocketTimeoutException
                ? "it did not answer in time"
                : failure.getClass() == IOException.class || failure instanceof UnknownHostException
                        ? failure.getMessage() + ""
                        : failure.toString());
        return failure(
                untrusted.isPresent() ? FailureCode.ENDPOINT_NOT_TRUSTED : FailureCode.ENDPOINT_UNREACHABLE,
                endpoint,
                why);
    }

    private static MigrationException failure(FailureCode code, Endpoint endpoint, String why) {
        return new MigrationException(code, endpoint.address() + ": " + why, null, new Origin(endpoint.address()));
    }

    private void begin() throws IOException {
        if (endpoint.security() == Security.TLS) {
            secure();
        }
        greeted(greeting());
        if (endpoint.security() == Security.STARTTLS) {
            startTls();
        }
    }

    /** A port that expects TLS says nothing by itself. */
    private SieveReply greeting() throws IOException {
        try {
            return replies.read();
        } catch (EOFException | SocketTimeoutException e) {
            throw endpoint.security() == Security.TLS
                    ? e
                    : new IOException(
                            "it does not greet; if port " + endpoint.port()
                                    + " expects TLS from the first byte, set security tls",
                            e);
        }
    }

    private void greeted(SieveReply greeting) throws IOException {
        if (!greeting.isOk()) {
            throw new ProtocolException("greeted with " + greeting.shown());
        }
        capabilities = greeting.lines();
    }

    /** RFC 5804 §2.2: what was said before TLS counts no more, and the server says it again. */
    private void startTls() throws IOException {
        if (capability("STARTTLS").isEmpty()) {
            throw failure(
                    FailureCode.ENDPOINT_NOT_TRUSTED, endpoint, "it does not offer STARTTLS; nothing secret was sent");
        }
        SieveReply reply = run(SieveCommand.of("STARTTLS"));
        if (!reply.isOk()) {
            throw failure(FailureCode.ENDPOINT_NOT_TRUSTED, endpoint, "it refused STARTTLS: " + reply.shown());
        }
        secure();
        greeted(replies.read());
    }

    private void secure() throws IOException {
        SSLSocket tls = EndpointTls.over(socket, endpoint);
        tls.startHandshake();
        socket = tls;
        replies = new ReplyReader(tls.getInputStream());
        output = new BufferedOutputStream(tls.getOutputStream());
    }

    /** What the server says of a capability; empty when it does not have it. */
    Optional<String> capability(String name) {
        return capabilities.stream()
                .filter(line -> !line.isEmpty() && line.get(0).equalsIgnoreCase(name))
                .map(line -> line.size() > 1 ? line.get(1) : "")
                .findFirst();
    }

    /** True when a capability that is a list holds the word. */
    boolean has(String name, String word) {
        return List.of(capability(name).orElse("").toLowerCase(Locale.ROOT).split(" +"))
                .contains(word);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    private SieveReply run(byte[] command) throws IOException {
        output.write(command);
        output.flush();
        return replies.read();
    }

    /** @throws MigrationException CONNECTION_LOST (also at BYE), PROTOCOL_VIOLATED */
    SieveReply ask(byte[] command) {
        try {
            SieveReply reply = run(command);
            if (reply.isBye()) {
                throw failure(FailureCode.CONNECTION_LOST, endpoint, "it ended the connection: " + reply.shown());
            }
            return reply;
        } catch (ProtocolException e) {
            throw failure(FailureCode.PROTOCOL_VIOLATED, endpoint, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw failure(FailureCode.CONNECTION_LOST, endpoint, "the connection broke: " + e);
        }
    }

    @Override
    public void close() {
        try (Socket closed = socket) {
            output.write(SieveCommand.of("LOGOUT"));
            output.flush();
        } catch (IOException e) {
            return; // it is gone
        }
    }
}
