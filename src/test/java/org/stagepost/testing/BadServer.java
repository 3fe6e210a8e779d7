package org.stagepost.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.testing.CertificateAuthority.Issued;

/**
 * An IMAP, LDAP, SMTP or ManageSieve server on loopback that does what a server must not, agrees to every login, and keeps every byte
 * that it hears: as they came, and out of TLS.
 */
public final class BadServer implements AutoCloseable {
    /** What it does otherwise than it should. */
    public enum Fault {
        /** TLS from the first byte. */
        TLS_AT_ONCE,
        /** No TLS at all on a port for TLS. */
        PLAINTEXT,
        /** Takes STARTTLS out of its offers, and knows no such command. */
        STRIPS,
        /** Offers STARTTLS and refuses it then. */
        REFUSES,
        /** Says something behind its agreement, before TLS begins. */
        INJECTS,
        /** Claims that the mailbox is open already. */
        PREAUTH,
        /** Chooses TLS 1.0. */
        OLD_PROTOCOL,
        /** Sends the alert that TLS is too new. */
        ALERTS_OLD_PROTOCOL
    }

    /** RFC 2246 §7.4.1.3: a ServerHello of TLS 1.0, with TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA. */
    private static final byte[] OLD_HELLO =
            HexFormat.of().parseHex("160301002a" + "02000026" + "0301" + "5a".repeat(32) + "00" + "c013" + "00");

    private static final byte[] OLD_ALERT = HexFormat.of().parseHex("15030100020246");

    private final EndpointKind kind;
    private final SSLContext tls;
    private final Set<Fault> faults;
    private final ServerSocket listener;
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private final ByteArrayOutputStream inside = new ByteArrayOutputStream();

    public BadServer(EndpointKind kind, Issued certificate, Set<Fault> faults) {
        try {
            this.kind = kind;
            this.tls = certificate.serverContext();
            this.faults = faults;
            this.listener = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread thread = new Thread(this::serve, "bad-server");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Everything as it came over the network. */
    public String wire() {
        synchronized (wire) {
            return wire.toString(StandardCharsets.ISO_8859_1);
        }
    }

    /** What was inside TLS. */
    public String inside() {
        synchronized (inside) {
            return inside.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                socket.setSoTimeout(2_000);
                talk(new RecordedSocket(socket, bytes -> keep(wire, bytes)));
            } catch (IOException e) {
                // the client left, which is what it should do
            }
        }
    }

    private static void keep(ByteArrayOutputStream where, byte[] bytes) {
        synchronized (where) {
            where.writeBytes(bytes);
        }
    }

    private void talk(Socket socket) throws IOException {
        if (faults.contains(Fault.TLS_AT_ONCE)) {
            secured(socket);
            return;
        }
        greet(socket);
        converse(socket, socket.getInputStream(), false);
    }

    private void secured(Socket plain) throws IOException {
        if (faults.contains(Fault.OLD_PROTOCOL) || faults.contains(Fault.ALERTS_OLD_PROTOCOL)) {
            plain.getInputStream().read(new byte[5]);
            say(plain, faults.contains(Fault.OLD_PROTOCOL) ? OLD_HELLO : OLD_ALERT);
            drain(plain);
            return;
        }
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        boolean saysItAgain = kind == EndpointKind.SIEVE; // RFC 5804 §2.2
        if (saysItAgain || kind != EndpointKind.LDAP && faults.contains(Fault.TLS_AT_ONCE)) {
            greet(socket);
        }
        converse(socket, RecordedSocket.recorded(socket.getInputStream(), bytes -> keep(inside, bytes)), true);
    }

    private static void drain(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // to hear all that comes
        }
    }

    private void greet(Socket socket) throws IOException {
        String offered = faults.contains(Fault.STRIPS) ? "" : " STARTTLS";
        String state = faults.contains(Fault.PREAUTH) ? "PREAUTH" : "OK";
        switch (kind) {
            case IMAP -> say(socket, "* " + state + " [CAPABILITY IMAP4rev1 AUTH=PLAIN" + offered + "] hi\r\n");
            case SMTP -> say(socket, "220 bad.example.test ESMTP\r\n");
            case SIEVE -> say(socket, sieveCapabilities(socket instanceof SSLSocket ? "" : offered.strip()));
            case LDAP -> {}
        }
    }

    private static String sieveCapabilities(String offered) {
        String startTls = offered.isEmpty() ? "" : "\"" + offered + "\"\r\n";
        return "\"IMPLEMENTATION\" \"bad\"\r\n\"SASL\" \"PLAIN\"\r\n" + startTls + "OK \"hi\"\r\n";
    }

    private void converse(Socket socket, InputStream in, boolean secured) throws IOException {
        while (true) {
            boolean tlsBegins =
                    switch (kind) {
                        case LDAP -> ldap(socket, in, secured);
                        case SIEVE -> sieve(socket, in, secured);
                        case IMAP, SMTP -> line(socket, in, secured);
                    };
            if (tlsBegins) {
                secured(socket);
                return;
            }
        }
    }

    /** @return whether TLS begins */
    private boolean sieve(Socket socket, InputStream in, boolean secured) throws IOException {
        boolean asksForTls = readLine(in).equals("STARTTLS") && !secured;
        boolean agrees = !faults.contains(Fault.REFUSES) && !faults.contains(Fault.STRIPS);
        String behind = asksForTls && faults.contains(Fault.INJECTS) ? "OK \"injected\"\r\n" : "";
        say(socket, (asksForTls && !agrees ? "NO\r\n" : "OK\r\n") + behind);
        return asksForTls && agrees;
    }

    /** @return whether TLS begins */
    private boolean line(Socket socket, InputStream in, boolean secured) throws IOException {
        String line = readLine(in);
        boolean imap = kind == EndpointKind.IMAP;
        String tag = imap ? line.replaceFirst(" .*", "") + " " : "";
        if (line.contains("STARTTLS") && !secured) {
            boolean agrees = !faults.contains(Fault.REFUSES) && !faults.contains(Fault.STRIPS);
            String behind = faults.contains(Fault.INJECTS) ? imap ? "* OK injected\r\n" : "250 injected\r\n" : "";
            say(
                    socket,
                    (agrees ? imap ? tag + "OK go\r\n" : "220 go\r\n" : imap ? tag + "NO no\r\n" : "454 no\r\n")
                            + behind);
            return agrees;
        }
        if (!imap && line.startsWith("EHLO")) {
            boolean offers = !faults.contains(Fault.STRIPS) && !secured;
            say(socket, "250-bad.example.test\r\n" + (offers ? "250-STARTTLS\r\n" : "") + "250 AUTH PLAIN LOGIN\r\n");
        } else {
            say(socket, imap ? tag + "OK done\r\n" : line.startsWith("AUTH") ? "235 in\r\n" : "250 ok\r\n");
        }
        return false;
    }

    /** Answers each request with success, in BER by hand: the tags of bind, search and extended results. */
    private boolean ldap(Socket socket, InputStream in, boolean secured) throws IOException {
        byte[] message = readBer(in);
        int operation = message[3] & 0xFF;
        boolean extended = operation == 0x77;
        boolean agrees = extended && !faults.contains(Fault.REFUSES) && !faults.contains(Fault.STRIPS);
        byte result = (byte) (!extended || agrees ? 0 : faults.contains(Fault.STRIPS) ? 2 : 53);
        byte tag = (byte) (extended ? 0x78 : operation == 0x60 ? 0x61 : 0x65);
        say(socket, new byte[] {0x30, 12, 2, 1, message[2], tag, 7, 10, 1, result, 4, 0, 4, 0});
        if (agrees && faults.contains(Fault.INJECTS)) {
            say(socket, new byte[] {0x30, 12, 2, 1, (byte) (message[2] + 1), 0x61, 7, 10, 1, 0, 4, 0, 4, 0});
        }
        return agrees && !secured;
    }

    private static byte[] readBer(InputStream in) throws IOException {
        if (in.read() != 0x30) {
            throw new EOFException("no LDAP message");
        }
        int length = in.read();
        if (length > 0x80) {
            int bytes = length - 0x80;
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = length << 8 | in.read();
            }
        }
        byte[] message = in.readNBytes(Math.max(0, length));
        if (message.length < 4) {
            throw new EOFException("the client left");
        }
        return message;
    }

    private static void say(Socket socket, String text) throws IOException {
        say(socket, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void say(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the client left");
            }
            line.append((char) octet);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
