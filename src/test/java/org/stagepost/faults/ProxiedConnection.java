package org.stagepost.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Set;

/** The two sockets of a connection through a {@link FaultProxy}. */
final class ProxiedConnection {
    private static final long SILENCE_MILLIS = 1_500;

    private final Socket client;
    private final Socket server;
    private final Saboteur saboteur;
    private final Set<String> hidden;
    private volatile boolean cut;

    ProxiedConnection(Socket client, Socket server, Saboteur saboteur, Set<String> hidden) throws IOException {
        this.client = client;
        this.server = server;
        this.saboteur = saboteur;
        this.hidden = hidden;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    /** Hands on what comes until either side leaves or the saboteur strikes. */
    void pump(Way way) {
        Socket from = way == Way.TO_SERVER ? client : server;
        Socket to = way == Way.TO_SERVER ? server : client;
        Dialogue dialogue = new Dialogue(way);
        byte[] bytes = new byte[1 << 14];
        try {
            InputStream in = way == Way.TO_CLIENT && !hidden.isEmpty()
                    ? new HidingInput(from.getInputStream(), hidden)
                    : from.getInputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (!cut) {
                    handOn(bytes, count, dialogue, to.getOutputStream());
                }
            }
            to.shutdownOutput();
        } catch (IOException e) {
            closeQuietly(to);
        }
        if (way == Way.TO_CLIENT) {
            saboteur.ended();
        }
    }

    private void handOn(byte[] bytes, int count, Dialogue dialogue, OutputStream out) throws IOException {
        for (int i = 0; i < count; i++) {
            Act act = saboteur.at(dialogue.next(bytes[i]));
            if (act != Act.PASS) {
                write(bytes, i + 1, out);
                strike(act);
                return;
            }
        }
        write(bytes, count, out);
    }

    private void write(byte[] bytes, int count, OutputStream out) throws IOException {
        if (cut) {
            return;
        }
        if (saboteur.delayMillis() > 0) {
            sleep(saboteur.delayMillis());
        }
        if (!saboteur.splits()) {
            out.write(bytes, 0, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            out.write(bytes, i, 1);
        }
    }

    private void strike(Act act) throws IOException {
        cut = true;
        switch (act) {
            case PASS -> cut = false;
            case FIN -> {
                client.shutdownOutput();
                server.shutdownOutput();
            }
            case RST -> {
                reset(client);
                reset(server);
            }
            case HALF -> {
                reset(client);
                sleep(SILENCE_MILLIS);
                server.close();
            }
            case STALL -> {
                sleep(SILENCE_MILLIS);
                reset(client);
                reset(server);
            }
        }
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        closeQuietly(client);
        closeQuietly(server);
    }

    private void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone already
        }
    }
}
