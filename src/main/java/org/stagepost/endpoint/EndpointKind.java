package org.stagepost.endpoint;

/** What speaks at an endpoint. */
public enum EndpointKind {
    IMAP,
    LDAP,
    SMTP,
    /** ManageSieve (RFC 5804): the scripts by which users sort and forward their mail. */
    SIEVE
}
