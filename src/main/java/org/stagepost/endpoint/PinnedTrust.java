package org.stagepost.endpoint;

import java.net.Socket;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one certificate and no other, whoever issued it, whatever name and dates it holds. The handshake proves that the
 * server has its private key.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
    private final String pin;

    /** @param pin as in {@link Protection} */
    PinnedTrust(String pin) {
        this.pin = pin;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        byte[] shown = Certificates.sha256(chain[0]);
        if (!MessageDigest.isEqual(shown, HexFormat.of().parseHex(pin))) {
            throw new UntrustedCertificate("its certificate is not the pinned one: the server shows SHA-256 "
                    + HexFormat.of().formatHex(shown) + " (" + Certificates.owner(chain[0]) + ", issued by "
                    + Certificates.issuer(chain[0]) + ")");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("there are no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("there are no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("there are no clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
