package org.stagepost.endpoint;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * The TLS of an endpoint: 1.2 and later, trust from its CA file, else the JVM's store, and name and dates always checked
 * (RFC 9525); or its pinned certificate, whatever is in it. Whether a certificate was revoked is not checked.
 */
public final class EndpointTls {
    private EndpointTls() {}

    /** @throws MigrationException ENDPOINT_NOT_TRUSTED when a file of the endpoint's protection cannot be read, or is no PEM */
    public static void requireFiles(Endpoint endpoint) {
        if (endpoint.security() != Security.NONE) {
            contextFor(endpoint);
        }
    }

    /** @throws MigrationException as {@link #requireFiles} */
    public static SSLContext contextFor(Endpoint endpoint) {
        Protection protection = endpoint.protection();
        String file = "caFile " + protection.caFile();
        try {
            TrustManager[] trust = trustOf(endpoint);
            file = "clientCertificate " + protection.clientCertificate() + " and clientKey " + protection.clientKey();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(ClientIdentity.of(protection), trust, null);
            return context;
        } catch (IOException | GeneralSecurityException | InvalidPathException e) {
            throw new MigrationException(
                    FailureCode.ENDPOINT_NOT_TRUSTED,
                    "endpoint " + endpoint.name() + ": cannot read " + file + " (" + e.getMessage() + ")",
                    e);
        }
    }

    /** Trusts what the CAs in the file have signed, and nothing else. The names in certificates are the caller's to check. */
    public static SSLContext trusting(Path caFile) throws IOException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(storeOf(caFile));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    /**
     * Lays TLS over a connected socket; the handshake is the caller's, and closing the result closes the socket.
     * The certificate must be valid for the endpoint's host (RFC 9525), which a plain SSLSocket would not check.
     */
    public static SSLSocket over(Socket plain, Endpoint endpoint) throws IOException {
        SSLSocket socket = (SSLSocket)
                contextFor(endpoint).getSocketFactory().createSocket(plain, endpoint.host(), endpoint.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(LegacyTls.protocols(endpoint));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        if (endpoint.protection().legacyTls()) {
            LegacyTls.warn(endpoint);
        }
        return socket;
    }

    /** Makes sockets as {@link #over} does, for libraries that want to make them. */
    public static SSLSocketFactory sockets(Endpoint endpoint, Connections connections) {
        return new EndpointSockets(endpoint, connections);
    }

    /** For libraries that set them themselves. */
    public static String[] protocols(Endpoint endpoint) {
        return LegacyTls.protocols(endpoint);
    }

    private static TrustManager[] trustOf(Endpoint endpoint) throws IOException, GeneralSecurityException {
        Protection protection = endpoint.protection();
        if (!protection.pin().isEmpty()) {
            return new TrustManager[] {new PinnedTrust(protection.pin())};
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        @Nullable KeyStore jvms = null;
        factory.init(protection.caFile().isEmpty() ? jvms : storeOf(Path.of(protection.caFile())));
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager jdk) {
                return new TrustManager[] {new VerifiedTrust(jdk, endpoint)};
            }
        }
        throw new GeneralSecurityException("this JVM cannot verify names");
    }

    private static KeyStore storeOf(Path caFile) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : Certificates.in(caFile)) {
            store.setCertificateEntry("ca" + number++, certificate);
        }
        return store;
    }
}
