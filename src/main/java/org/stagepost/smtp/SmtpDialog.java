package org.stagepost.smtp;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointTls;

/**
 * The first words with an SMTP server, one at a time, so that a probe can tell at which the server fails. Reads byte by
 * byte: what a man in the middle sends behind the reply to STARTTLS is not taken for the server's (CVE-2011-0411).
 */
final class SmtpDialog implements Closeable {
    private static final int LONGEST_LINE = 4096;
    private static final int MOST_LINES = 100;

    private final Endpoint endpoint;
    private final Connections connections;
    private Socket socket = new Socket();

    /** @param lines without their codes */
    record Reply(int code, List<String> lines) {
        boolean offers(String extension) {
            return lines.stream().anyMatch(extension::equalsIgnoreCase);
        }
    }

    SmtpDialog(Endpoint endpoint, Connections connections) {
        this.endpoint = endpoint;
        this.connections = connections;
    }

    void connect() throws IOException {
        socket = connections.open(endpoint, SmtpSession.PATIENCE);
        socket.setSoTimeout(Math.toIntExact(SmtpSession.PATIENCE.toMillis()));
    }

    /** The server's first reply (RFC 5321 §3.1). */
    Reply greeting() throws IOException {
        return expect(220, read());
    }

    Reply hello() throws IOException {
        InetAddress self = socket.getLocalAddress();
        String literal = self.getAddress().length == 4 ? self.getHostAddress() : "IPv6:" + self.getHostAddress();
        return expect(250, command("EHLO [" + literal + "]"));
    }

    void startTls() throws IOException {
        Reply reply = command("STARTTLS");
        if (reply.code() != 220) {
            throw new UnexpectedReply("the server refuses STARTTLS: it replied ", reply);
        }
    }

    /** Lays TLS over the connection; chain and name are verified. */
    SSLSession protect() throws IOException {
        SSLSocket secured = EndpointTls.over(socket, endpoint);
        socket = secured;
        secured.startHandshake();
        return secured.getSession();
    }

    private Reply command(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return read();
    }

    private static Reply expect(int code, Reply reply) throws IOException {
        if (reply.code() != code) {
            throw new UnexpectedReply(reply);
        }
        return reply;
    }

    /** RFC 5321 §4.2.1: the last line has a blank after its code, the others a hyphen. */
    private Reply read() throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < MOST_LINES) {
            String line = readLine();
            if (!line.matches("\\d{3}([ -].*)?")) {
                throw new UnexpectedReply(new Reply(0, List.of(line)));
            }
            lines.add(line.length() > 4 ? line.substring(4) : "");
            if (!line.startsWith("-", 3)) {
                return new Reply(Integer.parseInt(line.substring(0, 3)), List.copyOf(lines));
            }
        }
        throw new UnexpectedReply(new Reply(0, List.of("a reply of more than " + MOST_LINES + " lines")));
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        int octet = socket.getInputStream().read();
        while (octet >= 0 && octet != '\n' && line.length() < LONGEST_LINE) {
            line.append((char) octet);
            octet = socket.getInputStream().read();
        }
        if (octet < 0) {
            throw new EOFException("the server closed the connection");
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // What the dialog was for is done; there is nothing left to lose.
        }
    }

    /** The server says something else than the dialog needs. */
    static final class UnexpectedReply extends IOException {
        private static final long serialVersionUID = 1L;

        private final int code;

        UnexpectedReply(Reply reply) {
            this("the server replied ", reply);
        }

        private UnexpectedReply(String what, Reply reply) {
            super(what
                    + (reply.code() == 0 ? "" : reply.code() + " ")
                    + HeaderText.oneLine(String.join(" ", reply.lines())));
            this.code = reply.code();
        }

        int code() {
            return code;
        }
    }
}
