package org.stagepost.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.stagepost.endpoint.Proxy;

/** A proxy on loopback, HTTP or SOCKS 5, that leads to one server whatever it is asked for, and remembers what that was. */
public final class ProxyServer implements AutoCloseable {
    private final Proxy.Kind kind;
    private final int leadsTo;
    private final String user;
    private final String password;
    private final ServerSocket listener;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile byte[] onlyAnswer = {};

    /** @param user empty to let everybody in */
    public ProxyServer(Proxy.Kind kind, int leadsTo, String user, String password) {
        this.kind = kind;
        this.leadsTo = leadsTo;
        this.user = user;
        this.password = password;
        try {
            this.listener = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::serve);
    }

    public static ProxyServer open(Proxy.Kind kind, int leadsTo) {
        return new ProxyServer(kind, leadsTo, "", "");
    }

    /** Says this to whatever it is asked, and no more. */
    public ProxyServer answering(byte[] answer) {
        onlyAnswer = answer;
        return this;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Targets as they were named: {@code imap.example.test:993}. */
    public List<String> asked() {
        return asked;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "proxy-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                start(() -> lead(client));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void lead(Socket client) {
        try (client;
                Socket server = new Socket()) {
            OutputStream out = client.getOutputStream();
            if (onlyAnswer.length > 0) {
                client.getInputStream().read(new byte[2000]);
                out.write(onlyAnswer);
                out.flush();
                client.getInputStream().read();
                return;
            }
            if (!(kind == Proxy.Kind.HTTP ? http(client.getInputStream(), out) : socks(client.getInputStream(), out))) {
                return;
            }
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), leadsTo));
            // the success and the server's first words may come in one packet
            start(() -> pump(client, server));
            ByteArrayOutputStream first = new ByteArrayOutputStream();
            first.writeBytes(
                    kind == Proxy.Kind.HTTP
                            ? "HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII)
                            : new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 1});
            server.setSoTimeout(200);
            byte[] words = new byte[4096];
            try {
                int count = server.getInputStream().read(words);
                first.write(words, 0, Math.max(0, count));
            } catch (IOException e) {
                // a server that waits for the client
            }
            server.setSoTimeout(0);
            out.write(first.toByteArray());
            out.flush();
            server.getInputStream().transferTo(out);
        } catch (IOException e) {
            // one side left
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // one side left
        }
    }

    private boolean http(InputStream in, OutputStream out) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n') {
                if (line.isEmpty()) {
                    break;
                }
                lines.add(line.toString());
                line.setLength(0);
            } else if (octet != '\r') {
                line.append((char) octet);
            }
        }
        asked.add(lines.get(0).split(" ")[1]);
        String login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        if (!user.isEmpty() && !lines.contains("Proxy-Authorization: Basic " + login)) {
            out.write("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            return false;
        }
        return true;
    }

    private boolean socks(InputStream stream, OutputStream out) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        in.readByte();
        byte[] methods = in.readNBytes(in.readByte());
        byte wanted = (byte) (user.isEmpty() ? 0 : 2);
        boolean offered = new String(methods, StandardCharsets.ISO_8859_1).indexOf(wanted) >= 0;
        out.write(new byte[] {5, offered ? wanted : (byte) 0xFF});
        out.flush();
        if (!offered || wanted == 2 && !knows(in, out)) {
            return false;
        }
        in.readNBytes(3);
        String host =
                switch (in.readByte()) {
                    case 1 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
                    case 4 -> InetAddress.getByAddress(in.readNBytes(16)).getHostAddress();
                    default -> new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
                };
        asked.add(host + ":" + in.readUnsignedShort());
        return true;
    }

    private boolean knows(DataInputStream in, OutputStream out) throws IOException {
        in.readByte();
        String name = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
        String word = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
        boolean known = name.equals(user) && word.equals(password);
        out.write(new byte[] {1, (byte) (known ? 0 : 1)});
        out.flush();
        return known;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
