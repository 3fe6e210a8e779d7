package org.stagepost.endpoint;

/** How a login reaches a mailbox. */
public enum LoginStyle {
    /** The mailbox's own user name and password. */
    PLAIN,
    /** {@code user*master} as the user name, the master's password (Dovecot, UW-IMAP). */
    MASTER_USER,
    /** SASL PLAIN with the mailbox as authorization id (RFC 4616): Cyrus, Zimbra, Dovecot. */
    AUTHZID
}
