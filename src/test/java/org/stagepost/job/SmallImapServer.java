package org.stagepost.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An IMAP server on a real socket: an empty inbox for everybody who gets in, and a doorman with words of his own. */
final class SmallImapServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Doorman doorman;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** Decides over a login. */
    interface Doorman {
        /** @return what is said to the login: {@code OK in}, or else; after BYE the server hangs up */
        String answer(int inside);
    }

    SmallImapServer(Doorman doorman) {
        this.doorman = doorman;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    String address() {
        return "imap://127.0.0.1:" + port();
    }

    /** The most that were logged in at once. */
    int most() {
        return most.get();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "small-imap-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                start(() -> talk(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void talk(Socket socket) {
        boolean in = false;
        try (socket) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            say(socket, "* OK [CAPABILITY IMAP4rev1] ready");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", 3);
                if (words[1].equals("LOGIN")) {
                    String answer = doorman.answer(inside.get());
                    in = answer.startsWith("OK");
                    most.accumulateAndGet(in ? inside.incrementAndGet() : 0, Math::max);
                    say(socket, words[0] + " " + answer);
                } else {
                    for (String reply : replies(words)) {
                        say(socket, reply);
                    }
                }
            }
        } catch (IOException e) {
            // the client left
        } finally {
            inside.addAndGet(in ? -1 : 0);
        }
    }

    private static List<String> replies(String[] words) {
        String done = words[0] + " OK done";
        return switch (words[1].toUpperCase(Locale.ROOT)) {
            case "CAPABILITY" -> List.of("* CAPABILITY IMAP4rev1", done);
            case "LIST" -> List.of("* LIST () \"/\" \"INBOX\"", done);
            case "STATUS" -> List.of("* STATUS \"INBOX\" (MESSAGES 0 UIDNEXT 1 UIDVALIDITY 7)", done);
            case "EXAMINE", "SELECT" ->
                List.of("* 0 EXISTS", "* OK [UIDVALIDITY 7] valid", "* OK [UIDNEXT 1] next", done);
            default -> List.of(done);
        };
    }

    private static void say(Socket socket, String line) throws IOException {
        Writer out = new java.io.OutputStreamWriter(socket.getOutputStream(), StandardCharsets.ISO_8859_1);
        out.write(line + "\r\n");
        out.flush();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
