package org.stagepost.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands before a real server and is hostile to some of its users, each by a script of their own. */
final class HostileFront implements AutoCloseable {
    private final ServerSocket listener;
    private final int serverPort;
    private final Map<String, HostileScript> scripts;
    private final Set<String> fired = ConcurrentHashMap.newKeySet();

    /** @param scripts by user */
    HostileFront(int serverPort, Map<String, HostileScript> scripts) {
        try {
            this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.serverPort = serverPort;
        this.scripts = Map.copyOf(scripts);
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Names of the scripts of which a rule applied. */
    Set<String> fired() {
        return Set.copyOf(fired);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                HostileConnection connection = new HostileConnection(
                        client,
                        server,
                        user -> Optional.ofNullable(scripts.get(user)),
                        script -> fired.add(script.name()));
                daemon(connection::listenToClient);
                daemon(connection::listenToServer);
            } catch (IOException e) {
                // closed, or the server takes no more connections
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "hostile-front");
        thread.setDaemon(true);
        thread.start();
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
