package org.stagepost.endpoint;

import org.stagepost.credential.SecretReference;

/** The secrets that a grant may refer to. */
public enum GrantSecret {
    CLIENT_SECRET("client secret"),
    /** Of a certificate, or of a service account. */
    KEY("private key"),
    REFRESH_TOKEN("refresh token");

    private final String words;

    GrantSecret(String words) {
        this.words = words;
    }

    public SecretReference in(TokenGrant grant) {
        return switch (this) {
            case CLIENT_SECRET -> grant.clientSecret();
            case KEY -> grant.key();
            case REFRESH_TOKEN -> grant.refreshToken();
        };
    }

    /** The same for the same application, so that a prompt asks once: {@code client secret of application 1111}. */
    public String purpose(TokenGrant grant) {
        return words + " of " + grant.application();
    }
}
