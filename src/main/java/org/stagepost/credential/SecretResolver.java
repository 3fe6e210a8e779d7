package org.stagepost.credential;

/** Turns a reference into the secret it names. Thread-safe; a prompted secret is asked for once per process. */
public interface SecretResolver {
    /**
     * @param purpose shown when the secret must be asked for, and in the error
     * @throws org.stagepost.model.MigrationException SECRET_MISSING naming the reference, never the secret
     */
    Secret resolve(SecretReference reference, String purpose);
}
