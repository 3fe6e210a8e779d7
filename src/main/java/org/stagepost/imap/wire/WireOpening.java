package org.stagepost.imap.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.Security;
import org.stagepost.endpoint.TlsWords;
import org.stagepost.imap.wire.TaggedReply.Status;
import org.stagepost.mailbox.TraceLog;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * The way from a TCP connection to one that a login may be sent over: TLS or STARTTLS as the endpoint demands, never
 * less, and the greeting. Each step fails with ENDPOINT_UNREACHABLE, ENDPOINT_NOT_TRUSTED, ENDPOINT_REFUSED or
 * PROTOCOL_VIOLATED, and closes the connection then.
 */
public final class WireOpening {
    private WireOpening() {}

    public static WireConnection open(Endpoint endpoint, WireLimits limits, Line line) {
        return open(endpoint, limits, line, TraceLog.NONE);
    }

    /** @param trace reads along, from the greeting on */
    public static WireConnection open(Endpoint endpoint, WireLimits limits, Line line, TraceLog trace) {
        WireConnection connection = connect(endpoint, resolve(endpoint), limits, line);
        if (trace != TraceLog.NONE) {
            connection.channel().tracedBy(new WireTrace(trace, endpoint));
        }
        if (endpoint.security() == Security.TLS) {
            secure(connection);
        }
        greet(connection);
        if (endpoint.security() == Security.STARTTLS) {
            startTls(connection);
        }
        return connection;
    }

    /** @throws MigrationException ENDPOINT_UNREACHABLE */
    public static List<InetAddress> resolve(Endpoint endpoint) {
        try {
            return Connections.lookUp(endpoint);
        } catch (UnknownHostException e) {
            throw new MigrationException(FailureCode.ENDPOINT_UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    /** @throws MigrationException ENDPOINT_UNREACHABLE */
    public static WireConnection connect(Endpoint endpoint, List<InetAddress> addresses, WireLimits limits, Line line) {
        try {
            return new WireConnection(endpoint, limits, WireChannel.connect(endpoint, addresses, limits, line));
        } catch (IOException e) {
            throw WireFailure.of(endpoint, e);
        }
    }

    /**
     * TLS from here on.
     *
     * @return protocol, cipher and certificate, for a person
     */
    public static String secure(WireConnection connection) {
        try {
            return TlsWords.describe(connection.channel().secure(connection.endpoint()));
        } catch (IOException e) {
            throw connection.failed(e);
        } catch (MigrationException e) {
            connection.cut();
            throw e;
        }
    }

    /** @return the server's first words */
    public static String greet(WireConnection connection) {
        TaggedReply greeting = greeting(connection);
        if (greeting.status() == Status.PREAUTH) {
            // RFC 9051 §11.1: before STARTTLS a PREAUTH is forged; otherwise it opens we do not know whose mailbox
            connection.cut();
            throw connection.endpoint().security() == Security.STARTTLS
                    ? notTrusted(connection, "the server claims PREAUTH before TLS")
                    : refused(connection, "the server opens a mailbox without asking who comes (PREAUTH)");
        }
        if (greeting.status() != Status.OK) {
            connection.cut();
            throw new MigrationException(
                    FailureCode.PROTOCOL_VIOLATED,
                    connection.endpoint().address() + ": greeted with " + greeting.words());
        }
        if (!connection.knowsCapabilities()) {
            connection.askCapabilities();
        }
        return greeting.words();
    }

    /** A server that waits for TLS says nothing, or answers what is no IMAP. */
    private static TaggedReply greeting(WireConnection connection) {
        try {
            return connection.greeting();
        } catch (MigrationException e) {
            boolean silent = e.getCause() instanceof SocketTimeoutException || e.getCause() instanceof EOFException;
            if (connection.endpoint().security() == Security.TLS
                    || !silent && e.code() != FailureCode.PROTOCOL_VIOLATED) {
                throw e;
            }
            throw e.reworded(e.detail() + "; if port " + connection.endpoint().port()
                    + " expects TLS from the first byte, set security tls");
        }
    }

    /** @return as {@link #secure} */
    public static String startTls(WireConnection connection) {
        if (!connection.capabilities().has(ImapCapability.STARTTLS)) {
            connection.cut();
            throw notTrusted(connection, "it does not offer STARTTLS; nothing secret was sent");
        }
        TaggedReply reply = connection.run(Command.startTls(), UntaggedReplies.ignored());
        if (!reply.isOk()) {
            connection.cut();
            throw notTrusted(connection, "it refused STARTTLS: " + reply.words());
        }
        String session = secure(connection);
        connection.askCapabilities();
        return session;
    }

    private static MigrationException notTrusted(WireConnection connection, String why) {
        return WireChannel.notTrusted(connection.endpoint(), why, null);
    }

    private static MigrationException refused(WireConnection connection, String why) {
        return new MigrationException(
                FailureCode.ENDPOINT_REFUSED, connection.endpoint().address() + ": " + why);
    }
}
