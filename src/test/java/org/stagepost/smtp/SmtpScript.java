package org.stagepost.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.stagepost.endpoint.Security;

/** An SMTP server on loopback that says what a test wants, and remembers what it was told. */
final class SmtpScript implements AutoCloseable {
    private final ServerSocket listener;
    private final Security security;
    private final @Nullable SSLContext tls;
    private final Map<String, String> replies = new LinkedHashMap<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> lastWords = new CopyOnWriteArrayList<>();

    private SmtpScript(Security security, @Nullable SSLContext tls) throws IOException {
        this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.security = security;
        this.tls = tls;
        Map.of("AUTH", "235 welcome", "DATA", "354 go", "QUIT", "221 bye", "STARTTLS", "220 go", "", "250 ok")
                .forEach(replies::put);
        replies.put("GREETING", "220 script.example.test ESMTP");
        replies.put("EHLO", "250-script.example.test\r\n250-AUTH PLAIN\r\n250 STARTTLS");
        Thread thread = new Thread(this::serve, "smtp-script");
        thread.setDaemon(true);
        thread.start();
    }

    static SmtpScript plain() throws IOException {
        return new SmtpScript(Security.NONE, null);
    }

    static SmtpScript protectedBy(Security security, SSLContext tls) throws IOException {
        return new SmtpScript(security, tls);
    }

    /** @param prefix of a command, or GREETING; the longest that fits answers */
    SmtpScript replying(String prefix, String reply) {
        synchronized (replies) {
            replies.put(prefix, reply);
        }
        return this;
    }

    /** Resets the connection where it hears the command. */
    SmtpScript breakingOffAt(String command) {
        lastWords.add(command);
        return this;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Commands and message lines of all connections. */
    List<String> heard() {
        return heard;
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                talk(security == Security.TLS ? secured(socket) : socket);
            } catch (IOException e) {
                heard.add("*** " + e.getMessage());
            }
        }
    }

    private Socket secured(Socket plain) throws IOException {
        if (tls == null) {
            throw new IOException("no certificate");
        }
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    private void talk(Socket first) throws IOException {
        Socket socket = first;
        BufferedReader in = reader(socket);
        say(socket, reply("GREETING"));
        String line = in.readLine();
        while (line != null) {
            heard.add(line);
            if (lastWords.contains(line)) {
                socket.setSoLinger(true, 0);
                return;
            }
            String reply = reply(line);
            say(socket, reply);
            if (line.equals("STARTTLS") && reply.startsWith("220")) {
                socket = secured(socket);
                in = reader(socket);
            } else if (line.equals("DATA") && reply.startsWith("354")) {
                hearMessage(in);
                say(socket, reply("."));
            }
            line = in.readLine();
        }
    }

    private void hearMessage(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            heard.add(line);
            line = in.readLine();
        }
    }

    private String reply(String command) {
        synchronized (replies) {
            return replies.entrySet().stream()
                    .filter(entry -> command.startsWith(entry.getKey()))
                    .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                    .map(Map.Entry::getValue)
                    .orElseThrow();
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void say(Socket socket, String reply) throws IOException {
        socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
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
