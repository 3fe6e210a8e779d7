package org.stagepost.endpoint;

import java.security.cert.CertificateException;

/** A server's certificate was shown and is not trusted. The message says which check failed, in plain words. */
final class UntrustedCertificate extends CertificateException {
    private static final long serialVersionUID = 1L;

    UntrustedCertificate(String why, CertificateException cause) {
        super(why, cause);
    }

    UntrustedCertificate(String why) {
        super(why);
    }
}
