package org.stagepost.imap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Hands a server's bytes on: so many at once, and every further one after a pause. Takes one connection. */
final class TricklingRelay implements AutoCloseable {
    private static final long PAUSE_MILLIS = 50;

    private final ServerSocket listener;
    private final int server;
    private final int bytesBefore;
    private final CountDownLatch closed = new CountDownLatch(1);

    TricklingRelay(int server, int bytesBefore) throws IOException {
        this.listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        this.server = server;
        this.bytesBefore = bytesBefore;
        new Thread(this::relay, "trickling-relay").start();
    }

    int port() {
        return listener.getLocalPort();
    }

    private void relay() {
        try (Socket client = listener.accept();
                Socket real = new Socket(InetAddress.getLoopbackAddress(), server)) {
            Thread upwards = new Thread(() -> pass(client, real), "relay-upwards");
            upwards.start();
            trickle(real.getInputStream(), client.getOutputStream());
        } catch (IOException e) {
            // one of them is gone
        }
    }

    private static void pass(Socket client, Socket real) {
        try {
            client.getInputStream().transferTo(real.getOutputStream());
        } catch (IOException e) {
            // one of them is gone
        }
    }

    private void trickle(InputStream in, OutputStream out) throws IOException {
        int left = bytesBefore;
        byte[] buffer = new byte[8192];
        while (left > 0) {
            int count = in.read(buffer, 0, Math.min(buffer.length, left));
            if (count < 0) {
                return;
            }
            out.write(buffer, 0, count);
            left -= count;
        }
        for (int single = in.read(); single >= 0 && isOpen(); single = in.read()) {
            out.write(single);
        }
    }

    private boolean isOpen() {
        try {
            return !closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
    }
}
