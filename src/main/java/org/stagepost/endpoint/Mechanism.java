package org.stagepost.endpoint;

/** How a login proves itself. */
public enum Mechanism {
    /**
     * What the server offers and fits: with a password PLAIN or LOGIN, or SCRAM-SHA-256 where it offers neither or the line
     * is not protected; with a token OAUTHBEARER, else XOAUTH2.
     */
    AUTO,
    /** RFC 4616, or the server's own LOGIN command. */
    PLAIN,
    /** SASL LOGIN: user name and password one after the other. */
    LOGIN,
    /** RFC 7677: the password itself is not sent. */
    SCRAM_SHA_256,
    /** An access token as Google and Microsoft want it. */
    XOAUTH2,
    /** RFC 7628: an access token. */
    OAUTHBEARER,
    /** RFC 4422 appendix A: who comes was told by the client's certificate; only for LDAP. */
    EXTERNAL;

    public boolean takesToken() {
        return this == XOAUTH2 || this == OAUTHBEARER;
    }
}
