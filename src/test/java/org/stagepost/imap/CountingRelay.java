package org.stagepost.imap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands before a server and remembers which commands went through, as far as they can be read; made for clients that
 * send no literals.
 */
final class CountingRelay implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final int port;
    private final long pauseMillis;

    CountingRelay(int port) throws IOException {
        this(port, 0);
    }

    /** @param pauseMillis before each 8 KB or less, in both directions */
    CountingRelay(int port, long pauseMillis) throws IOException {
        this.port = port;
        this.pauseMillis = pauseMillis;
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Without their tags, since they were asked for last. */
    List<String> commands() {
        List<String> taken = new ArrayList<>(commands);
        commands.clear();
        return taken;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
            open.addAll(List.of(client, server));
            start(() -> pump(client, server, true));
            start(() -> pump(server, client, false));
        }
    }

    private void pump(Socket from, Socket to, boolean remember) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        StringBuilder line = new StringBuilder();
        byte[] buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            if (remember) {
                remember(new String(buffer, 0, count, StandardCharsets.ISO_8859_1), line);
            }
            pause();
            out.write(buffer, 0, count);
        }
        to.shutdownOutput();
    }

    private void pause() throws IOException {
        try {
            Thread.sleep(pauseMillis);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void remember(String text, StringBuilder line) {
        for (char c : text.toCharArray()) {
            if (c == '\n') {
                commands.add(line.toString().trim().replaceFirst("^[^ ]+ ", ""));
                line.setLength(0);
            } else {
                line.append(c);
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // closed by one side or by the test
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
