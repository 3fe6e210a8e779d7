package org.stagepost.endpoint;

/** How the connection is protected. The certificate is always verified, chain and name. */
public enum Security {
    /** TLS from the first byte (RFC 8314 §3). */
    TLS,
    /** Upgrade by command; the connection ends if the server does not offer it. */
    STARTTLS,
    /** Plaintext; needs allowPlaintext. */
    NONE
}
