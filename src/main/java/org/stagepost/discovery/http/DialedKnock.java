package org.stagepost.discovery.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.stagepost.discovery.PortKnock;

/** Connects and hangs up. */
public final class DialedKnock implements PortKnock {
    private static final Duration AT_ONCE = Duration.ofMillis(1_500);

    private final Dialer dialer;

    public DialedKnock(Dialer dialer) {
        this.dialer = dialer;
    }

    @Override
    public boolean answers(InetAddress address, int port) {
        try (Socket socket = dialer.connect(address, port, AT_ONCE)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
