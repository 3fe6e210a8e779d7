package org.stagepost.directory.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointTls;

/**
 * Sockets whose certificate is verified for the endpoint's host (RFC 4513 §3.1.3), whatever address they connect to.
 * The SDK's own host name check lets any certificate pass on a loopback address.
 */
final class VerifiedSockets extends SSLSocketFactory {
    private final Endpoint endpoint;
    private final SSLSocketFactory ciphers;

    /** @throws org.stagepost.model.MigrationException ENDPOINT_NOT_TRUSTED when the CA file cannot be read */
    VerifiedSockets(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.ciphers = EndpointTls.contextFor(endpoint).getSocketFactory();
    }

    /** StartTLS. */
    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        return EndpointTls.over(plain, endpoint);
    }

    /** LDAPS. */
    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(address, port), LdapConnections.TIMEOUT_MILLIS);
            return EndpointTls.over(plain, endpoint);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
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
