package org.stagepost.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A TCP proxy in front of an IMAP server that breaks connections where it is told to, and may hide capabilities. */
final class FaultProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int serverPort;
    private final Supplier<Saboteur> saboteurs;
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private volatile Set<String> hidden = Set.of();

    /** @param saboteurs asked for each connection */
    FaultProxy(int serverPort, Supplier<Saboteur> saboteurs) {
        try {
            this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.serverPort = serverPort;
        this.saboteurs = saboteurs;
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The server seems not to have these, from the next connection on. */
    void hide(Set<String> capabilities) {
        hidden = Set.copyOf(capabilities);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                ProxiedConnection connection = new ProxiedConnection(client, server, saboteurs.get(), hidden);
                open.add(connection);
                daemon(() -> connection.pump(Way.TO_SERVER));
                daemon(() -> {
                    connection.pump(Way.TO_CLIENT);
                    open.remove(connection);
                });
            } catch (IOException e) {
                // the proxy was closed, or the server does not take connections: the client sees that
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            open.forEach(ProxiedConnection::close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
