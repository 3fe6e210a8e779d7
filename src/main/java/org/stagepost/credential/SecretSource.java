package org.stagepost.credential;

/** A secret as it is at the moment: a password stays the same, an access token is renewed before it expires. Thread-safe. */
public interface SecretSource {
    /**
     * To be asked before each login.
     *
     * @throws org.stagepost.model.MigrationException SECRET_MISSING, TOKEN_REFUSED, ENDPOINT_UNREACHABLE (the token server)
     */
    Secret current();

    /**
     * The server refused this one.
     *
     * @return true when {@link #current} gives another one now, so that one more attempt may help
     */
    default boolean refused(Secret secret) {
        return false;
    }

    /** The server let somebody in with this one. */
    default void accepted(Secret secret) {}

    /** Why the server may have refused this one, in plain language; empty when nothing is known. Holds no secret. */
    default String doubts(Secret secret) {
        return "";
    }

    /** One that stays the same. */
    static SecretSource of(Secret secret) {
        return () -> secret;
    }
}
