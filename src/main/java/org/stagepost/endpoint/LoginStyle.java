package org.stagepost.endpoint;

/** How a login reaches a mailbox. */
public enum LoginStyle {
    /** The mailbox's own user name. */
    PLAIN,
    /** {@code user*master} as the user name, the master's password (Dovecot, UW-IMAP). */
    MASTER_USER,
    /** {@code DOMAIN/admin/user} as the user name, of which the login's user is {@code DOMAIN/admin} (Exchange). */
    DOMAIN_ADMIN_USER,
    /** {@code #user#admin#} as the user name (Mirapoint). */
    MIRAPOINT,
    /** The mailbox as SASL's authorization id (RFC 4616, RFC 5802): Cyrus, Zimbra, Dovecot, Exchange. */
    AUTHZID,
    /** The administrator logs in and asks for the mailbox then: PROXYAUTH (Sun, iPlanet, Oracle). */
    PROXYAUTH,
    /** The server's master password, which is nobody's, and the mailbox then: X-MASTERAUTH, X-SETUSER (Kerio Connect). */
    KERIO,
    /** An access token of the endpoint's application, with the mailbox as its user (Exchange Online, Gmail). */
    TOKEN;

    /** True when the login has a user name of its own. */
    public boolean hasUser() {
        return this != TOKEN && this != KERIO;
    }

    /** True when a password and two user names are all it takes (SASL PLAIN, RFC 4616). */
    public boolean isUserName() {
        return this != TOKEN && this != KERIO && this != PROXYAUTH;
    }

    /** True when the login opens others' mailboxes only. */
    public boolean needsMailbox() {
        return this == MASTER_USER || this == KERIO;
    }

    /** True when the user name holds both mailbox and administrator, with a separator between them. */
    public boolean hasSeparator() {
        return this == MASTER_USER || this == DOMAIN_ADMIN_USER;
    }

    public String defaultSeparator() {
        return this == DOMAIN_ADMIN_USER ? "/" : "*";
    }
}
