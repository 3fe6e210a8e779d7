package org.stagepost.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** The TLS of an endpoint: trust from its CA file, else the JVM's store, and the certificate's name always checked. */
public final class EndpointTls {
    private EndpointTls() {}

    /** @throws MigrationException ENDPOINT_NOT_TRUSTED when the CA file cannot be read or holds no certificate */
    public static SSLContext contextFor(Endpoint endpoint) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trustOf(endpoint), null);
            return context;
        } catch (IOException | GeneralSecurityException | InvalidPathException e) {
            throw new MigrationException(
                    FailureCode.ENDPOINT_NOT_TRUSTED,
                    "endpoint " + endpoint.name() + ": cannot read certificates from caFile " + endpoint.caFile() + " ("
                            + e.getMessage() + ")",
                    e);
        }
    }

    /**
     * Lays TLS over a connected socket; the handshake is the caller's, and closing the result closes the socket.
     * The certificate must be valid for the endpoint's host (RFC 9525), which a plain SSLSocket would not check.
     */
    public static SSLSocket over(Socket plain, Endpoint endpoint) throws IOException {
        SSLSocket socket = (SSLSocket)
                contextFor(endpoint).getSocketFactory().createSocket(plain, endpoint.host(), endpoint.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    /** Null stands for the JVM's trust store, as {@link SSLContext#init} takes it. */
    private static TrustManager @Nullable [] trustOf(Endpoint endpoint) throws IOException, GeneralSecurityException {
        if (endpoint.caFile().isEmpty()) {
            return null;
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificatesIn(Path.of(endpoint.caFile()))) {
            store.setCertificateEntry("ca" + number++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static Collection<? extends Certificate> certificatesIn(Path pem) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new CertificateException("no certificate in it");
            }
            return certificates;
        }
    }
}
