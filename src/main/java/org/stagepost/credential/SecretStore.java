package org.stagepost.credential;

import java.util.Optional;

/** Secrets kept under a name, sealed at rest. Thread-safe. */
public interface SecretStore {
    Optional<Secret> find(String name);

    /** Replaces the secret if the name exists. */
    void put(String name, Secret secret);

    void remove(String name);
}
