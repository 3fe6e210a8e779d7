package org.stagepost.endpoint;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretResolver;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * Opens TCP connections to endpoints, directly or through their proxies. Thread-safe.
 * An endpoint that has a proxy is never reached past it, and its name is not looked up on this machine.
 */
public final class Connections {
    private final SecretResolver secrets;

    /** @param secrets know the passwords of proxies */
    public Connections(SecretResolver secrets) {
        this.secrets = secrets;
    }

    /** For endpoints without proxies, or with such that want no password, or a literal one. */
    public static Connections plain() {
        return new Connections(Connections::known);
    }

    private static Secret known(SecretReference reference, String purpose) {
        return switch (reference.scheme()) {
            case NONE, LITERAL -> reference.literal();
            case ENV, FILE, STORE, PROMPT ->
                throw new MigrationException(
                        FailureCode.SECRET_MISSING, purpose + ": nobody here follows " + reference);
        };
    }

    /** The addresses to try one after the other: the endpoint's own, or those of its proxy. */
    public static List<InetAddress> lookUp(Endpoint endpoint) throws UnknownHostException {
        String host = endpoint.proxy().map(Proxy::host).orElse(endpoint.host());
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            UnknownHostException told = new UnknownHostException("there is no host named " + host
                    + endpoint.proxy().map(proxy -> " (the proxy)").orElse(""));
            told.initCause(e);
            throw told;
        }
    }

    /** What {@link #lookUp} found, for a person. */
    public static String describe(Endpoint endpoint, List<InetAddress> found) {
        String addresses = found.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
        return endpoint.proxy()
                .map(proxy -> endpoint.host() + " is looked up by the proxy, " + proxy.host() + " (" + addresses + ")")
                .orElse(endpoint.host() + " is " + addresses);
    }

    /**
     * Tries all addresses. The caller closes the socket, and sets its time limits for reading.
     *
     * @param patience for each address
     * @throws MigrationException SECRET_MISSING (the proxy's password)
     */
    public Socket open(Endpoint endpoint, Duration patience) throws IOException {
        IOException failure = new SocketException("the host has no address");
        for (InetAddress address : lookUp(endpoint)) {
            try {
                return open(endpoint, address, patience);
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }

    /** @param address one of {@link #lookUp} @throws MigrationException as {@link #open(Endpoint, Duration)} */
    public Socket open(Endpoint endpoint, InetAddress address, Duration patience) throws IOException {
        if (endpoint.proxy().isEmpty()) {
            return connected(address, endpoint.port(), patience);
        }
        Proxy proxy = endpoint.proxy().get();
        Secret password = secrets.resolve(proxy.password(), "password of the proxy of endpoint " + endpoint.name());
        Socket socket = connected(address, proxy.port(), patience);
        try {
            tunnel(proxy, password, socket, patience).to(endpoint);
            socket.setSoTimeout(0);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket connected(InetAddress address, int port, Duration patience) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(address, port), Math.toIntExact(patience.toMillis()));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The way through a proxy. */
    private interface Tunnel {
        void to(Endpoint endpoint) throws IOException;
    }

    private static Tunnel tunnel(Proxy proxy, Secret password, Socket socket, Duration patience) {
        ProxyAnswer answer = new ProxyAnswer(socket, proxy.address(), patience);
        return switch (proxy.kind()) {
            case HTTP ->
                server -> new HttpTunnel(proxy, password)
                        .open(socket, answer, Hosts.withPort(server.host(), server.port()));
            case SOCKS -> server -> new SocksTunnel(proxy, password, socket, answer).open(server.host(), server.port());
        };
    }
}
