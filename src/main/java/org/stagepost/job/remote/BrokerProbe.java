package org.stagepost.job.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.stagepost.migration.BrokerSettings;
import org.stagepost.migration.BrokerSettings.Security;

/** Looks why a broker cannot be reached, which the client library does not tell: name, port, TLS. */
final class BrokerProbe {
    private static final int MILLIS = 5_000;

    private final BrokerSettings settings;

    private BrokerProbe(BrokerSettings settings) {
        this.settings = settings;
    }

    static BrokerProbe of(BrokerSettings settings) {
        return new BrokerProbe(settings);
    }

    /** Empty when the way to the broker is free. */
    Optional<String> fault() {
        InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
        if (address.isUnresolved()) {
            return Optional.of("the host is unknown: correct url in stagepost.broker, or the name server");
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, MILLIS);
            socket.setSoTimeout(MILLIS);
            return settings.security() == Security.TLS ? tlsFault(socket) : Optional.empty();
        } catch (ConnectException e) {
            return Optional.of("no connection: " + e.getMessage() + ": start the broker, or correct its port");
        } catch (SocketTimeoutException e) {
            return Optional.of("no answer: look at the broker, and at firewalls on the way");
        } catch (IOException e) {
            return Optional.of("no connection: " + e.getMessage());
        }
    }

    private Optional<String> tlsFault(Socket plain) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) context().getSocketFactory().createSocket(plain, settings.host(), settings.port(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return Optional.empty();
        } catch (SocketTimeoutException e) {
            return Optional.of("it does not answer in TLS: switch TLS on there, or correct the port");
        } catch (SSLException e) {
            return Optional.of(whyNoTls(e));
        } catch (GeneralSecurityException e) {
            return Optional.of("caFile " + settings.caFile() + " holds no certificates: write a PEM file");
        }
    }

    private static String whyNoTls(SSLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return "its certificate has expired: renew it";
            }
            if (cause instanceof CertificateNotYetValidException) {
                return "its certificate is not valid yet: set the clocks";
            }
            if (cause instanceof CertPathBuilderException) {
                return "its certificate is of no authority that is trusted here: name that authority's file as caFile";
            }
        }
        String words = String.valueOf(e.getMessage());
        return words.contains("subject alternative") || words.contains("No name matching")
                ? "its certificate is for another name: " + words
                : "it speaks no TLS that this machine accepts: " + words;
    }

    private SSLContext context() throws IOException, GeneralSecurityException {
        if (settings.caFile().isEmpty()) {
            return SSLContext.getDefault();
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(Path.of(settings.caFile()))) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("ca" + trusted.size(), certificate);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
