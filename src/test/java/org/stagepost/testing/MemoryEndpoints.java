package org.stagepost.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointCatalog;

/** Endpoints stored for the length of a test. */
public final class MemoryEndpoints implements EndpointCatalog {
    private final Map<String, Endpoint> stored = new ConcurrentSkipListMap<>();

    @Override
    public Optional<Endpoint> find(String name) {
        return Optional.ofNullable(stored.get(name));
    }

    @Override
    public List<Endpoint> list() {
        return List.copyOf(stored.values());
    }

    @Override
    public void save(Endpoint endpoint) {
        stored.put(endpoint.name(), endpoint);
    }

    @Override
    public SecretReference keepRefreshToken(String endpoint, Secret token) {
        return SecretReference.parse("store:kept of " + endpoint);
    }

    @Override
    public boolean remove(String name) {
        return stored.remove(name) != null;
    }
}
