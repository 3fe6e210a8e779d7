package org.stagepost.wiring;

import java.util.Optional;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretStore;

/** What is there before the store is open: the store cannot hold the keys to itself. */
final class NoSecrets implements SecretStore {
    @Override
    public Optional<Secret> find(String name) {
        return Optional.empty();
    }

    @Override
    public void put(String name, Secret secret) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(String name) {
        throw new UnsupportedOperationException();
    }
}
