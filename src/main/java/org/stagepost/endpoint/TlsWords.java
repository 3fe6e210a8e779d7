package org.stagepost.endpoint;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Says in plain words what TLS came about, or why none did. The JDK's own words say little to people. */
public final class TlsWords {
    private TlsWords() {}

    /**
     * Why the server's TLS cannot be accepted.
     *
     * @param thrown by a handshake, or around what it threw
     * @return empty when something else is the matter: the connection broke, or time ran out
     */
    public static Optional<String> why(Throwable thrown, Endpoint endpoint) {
        String handshake = "";
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (isLoss(cause)) {
                return Optional.empty();
            }
            if (cause instanceof UntrustedCertificate untrusted) {
                return Optional.of(String.valueOf(untrusted.getMessage()));
            }
            if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
                handshake =
                        handshake.isEmpty() ? handshake(Objects.toString(cause.getMessage(), ""), endpoint) : handshake;
            }
        }
        return handshake.isEmpty() ? Optional.empty() : Optional.of(handshake);
    }

    private static boolean isLoss(Throwable cause) {
        return cause instanceof EOFException
                || cause instanceof SocketException
                || cause instanceof InterruptedIOException;
    }

    private static String handshake(String message, Endpoint endpoint) {
        if (message.contains("Unsupported or unrecognized SSL message") || message.contains("plaintext connection")) {
            if (endpoint.security() == Security.STARTTLS) {
                return "after STARTTLS came no TLS: something else was said, injected perhaps";
            }
            return "it does not speak TLS on port " + endpoint.port()
                    + "; if it begins in plain text there, set security starttls, else correct the port";
        }
        if (message.contains("protocol_version")
                || message.contains("selected protocol version")
                || message.contains("No appropriate protocol")) {
            return endpoint.protection().legacyTls()
                    ? "it speaks no TLS that this machine speaks, not even 1.0"
                    : "its TLS is too old: it does not speak 1.2 or 1.3; if it cannot be renewed, legacyTls lets in"
                            + " what it speaks";
        }
        if (message.contains("handshake_failure")) {
            return "it and this machine have no cipher or key exchange in common (handshake_failure); it may be too old,"
                    + " or want a client certificate";
        }
        if (message.contains("unrecognized_name")) {
            return "it does not know the name " + endpoint.host() + " (unrecognized_name)";
        }
        if (message.contains("fatal alert") && (message.contains("certificate") || message.contains("unknown_ca"))) {
            return "it does not accept the client certificate of this machine (" + message + ")";
        }
        return "TLS failed: " + message;
    }

    /** Protocol, cipher, whose certificate it is and until when. */
    public static String describe(SSLSession session) throws SSLPeerUnverifiedException {
        String protocol = session.getProtocol()
                + (LegacyTls.isOld(session.getProtocol()) ? " (legacyTls: it can be broken, RFC 8996)" : "");
        X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
        return protocol + ", " + session.getCipherSuite() + ", certificate for " + Certificates.names(certificate)
                + " (" + Certificates.owner(certificate) + "), issued by " + Certificates.issuer(certificate)
                + ", until "
                + certificate.getNotAfter().toInstant();
    }
}
