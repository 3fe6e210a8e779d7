package org.stagepost.endpoint;

/** What speaks at an endpoint. */
public enum EndpointKind {
    IMAP,
    LDAP,
    SMTP
}
