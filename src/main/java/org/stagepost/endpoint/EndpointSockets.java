package org.stagepost.endpoint;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sockets to an endpoint, by its own way and with its own TLS, whatever address a library names: its certificate is
 * verified for the endpoint's host, and its proxy is never left out.
 */
final class EndpointSockets extends SSLSocketFactory {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Endpoint endpoint;
    private final Connections connections;
    private final SSLSocketFactory ciphers;

    /** @throws org.stagepost.model.MigrationException ENDPOINT_NOT_TRUSTED when the CA file cannot be read */
    EndpointSockets(Endpoint endpoint, Connections connections) {
        this.endpoint = endpoint;
        this.connections = connections;
        this.ciphers = EndpointTls.contextFor(endpoint).getSocketFactory();
    }

    /** STARTTLS. */
    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        return EndpointTls.over(plain, endpoint);
    }

    /** TLS from the first byte. */
    @Override
    public Socket createSocket(String host, int port) throws IOException {
        Socket plain = connections.open(endpoint, PATIENCE);
        try {
            plain.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            return EndpointTls.over(plain, endpoint);
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
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

    @Override
    public String[] getDefaultCipherSuites() {
        return ciphers.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return ciphers.getSupportedCipherSuites();
    }
}
