package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.SSLSocketVerifier;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLSocket;

/** Checks that a certificate is for the host that was asked for (RFC 4513 §3.1.3), and says so when it is not. */
final class CertificateName extends SSLSocketVerifier {
    private final SSLSocketVerifier names = new HostNameSSLSocketVerifier(true);

    @Override
    public void verifySSLSocket(String host, int port, SSLSocket socket) throws LDAPException {
        try {
            names.verifySSLSocket(host, port, socket);
        } catch (LDAPException e) {
            throw new LDAPException(e.getResultCode(), e.getMessage(), new CertificateException(e.getMessage(), e));
        }
    }
}
