package org.stagepost.endpoint;

import java.util.List;
import java.util.Optional;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;

/** The endpoints stored in the home folder. Thread-safe. */
public interface EndpointCatalog {
    Optional<Endpoint> find(String name);

    /** In the order of their names. */
    List<Endpoint> list();

    /** Replaces an endpoint of the same name. A literal password is sealed and becomes a {@code store:} reference. */
    void save(Endpoint endpoint);

    /**
     * Seals a refresh token that is to be the one of the endpoint when it is next saved with the reference that is given
     * back. Changes no endpoint of this name.
     */
    SecretReference keepRefreshToken(String endpoint, Secret token);

    /** @return false when there is none of this name */
    boolean remove(String name);
}
