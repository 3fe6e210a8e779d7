package org.stagepost.credential;

import java.util.Optional;

/** Seals secrets for storage (AES-256-GCM, random 96-bit IV, key id in front). Thread-safe. */
public interface SecretSealer {
    /**
     * @param place table, row and column, bound as associated data so that a sealed value cannot be moved elsewhere
     * @return {@code v1:<key id>:<base64 of IV and cipher text>}
     */
    String seal(Secret secret, String place);

    /**
     * Tells the key that seals from others, and does not tell what it is.
     *
     * @throws org.stagepost.model.MigrationException SECRET_MISSING when there is none: it was lost
     */
    String keyId();

    /** The same with another key that this one knows as well; empty when it does not know it. */
    Optional<SecretSealer> with(String keyId);

    /**
     * @throws org.stagepost.model.MigrationException SECRET_MISSING when the key is another one or the value was altered; its
     *     detail does not say which secret it is
     */
    Secret open(String sealed, String place);
}
