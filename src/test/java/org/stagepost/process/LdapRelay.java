package org.stagepost.process;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes LDAP on to a server, message by message (RFC 4511 §5.1), and tells when a Modify comes by. */
final class LdapRelay implements AutoCloseable {
    private static final int MODIFY_REQUEST = 0x66;
    private static final int MODIFY_RESPONSE = 0x67;

    private final ServerSocket listener;
    private final int server;
    private final Watch watch;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** Where a Modify is. Called in the relay's threads, before the message is passed on. */
    interface Watch {
        /** The server has not seen it. */
        void requested();

        /** The server has done it, and the client does not know. */
        void answered();
    }

    LdapRelay(int server, Watch watch) throws IOException {
        this.server = server;
        this.watch = watch;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
                sockets.addAll(List.of(client, behind));
                daemon(() -> pass(client, behind));
                daemon(() -> pass(behind, client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            DataInputStream in = new DataInputStream(from.getInputStream());
            OutputStream out = to.getOutputStream();
            while (true) {
                byte[] message = message(in);
                tell(operation(message));
                out.write(message);
                out.flush();
            }
        } catch (IOException e) {
            return; // either side hung up
        }
    }

    private void tell(int operation) {
        if (operation == MODIFY_REQUEST) {
            watch.requested();
        } else if (operation == MODIFY_RESPONSE) {
            watch.answered();
        }
    }

    /** Tag, length, contents (X.690 §8.1.3). */
    private static byte[] message(DataInputStream in) throws IOException {
        int tag = in.read();
        if (tag < 0) {
            throw new EOFException();
        }
        int first = in.readUnsignedByte();
        byte[] more = new byte[first < 0x80 ? 0 : first & 0x7f];
        in.readFully(more);
        int length = first < 0x80 ? first : 0;
        for (byte octet : more) {
            length = length << 8 | octet & 0xff;
        }
        byte[] contents = new byte[length];
        in.readFully(contents);
        return ByteBuffer.allocate(2 + more.length + length)
                .put((byte) tag)
                .put((byte) first)
                .put(more)
                .put(contents)
                .array();
    }

    /** The tag behind the message's number. */
    private static int operation(byte[] message) {
        int at = 2 + ((message[1] & 0x80) == 0 ? 0 : message[1] & 0x7f);
        return message[at + 2 + message[at + 1]] & 0xff;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "ldap-relay");
        thread.setDaemon(true);
        thread.start();
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
