package org.stagepost.discovery.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;

/** Connects to an address that was checked; never to a name, which might mean another address by now. */
@FunctionalInterface
public interface Dialer {
    Socket connect(InetAddress address, int port, Duration timeout) throws IOException;

    /** Over TCP, as it is. */
    static Dialer direct() {
        return (address, port, timeout) -> {
            Socket socket = new Socket(Proxy.NO_PROXY);
            try {
                socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
                return socket;
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        };
    }
}
