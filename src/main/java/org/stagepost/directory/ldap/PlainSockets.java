package org.stagepost.directory.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;

/** Sockets to an endpoint by its own way, whatever address the SDK names. */
final class PlainSockets extends SocketFactory {
    private final Endpoint endpoint;
    private final Connections connections;

    PlainSockets(Endpoint endpoint, Connections connections) {
        this.endpoint = endpoint;
        this.connections = connections;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connections.open(endpoint, Duration.ofMillis(LdapConnections.TIMEOUT_MILLIS));
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return createSocket(endpoint.host(), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return createSocket(address, port);
    }
}
