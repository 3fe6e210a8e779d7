package org.stagepost.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes connections on to a server, and counts how many it has at once. */
final class CountingRelay implements AutoCloseable {
    private static final int BACKLOG = 100;
    private static final int BUFFER = 16_384;

    private final ServerSocket listener;
    private final int server;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    CountingRelay(int server) throws IOException {
        this.server = server;
        listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The most that there were at the same time. */
    int most() {
        return most.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                daemon(() -> relay(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    /** It counts until the server has closed it, or the client has and the server cannot know more. */
    private void relay(Socket client) {
        int now = open.incrementAndGet();
        most.accumulateAndGet(now, Math::max);
        try (client;
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), server)) {
            daemon(() -> pass(client, behind));
            pass(behind, client);
        } catch (IOException e) {
            // the server is away, as the client sees
        } finally {
            open.decrementAndGet();
        }
    }

    private static void pass(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                to.getOutputStream().write(buffer, 0, read);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // the other direction ends, too
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
