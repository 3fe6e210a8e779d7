package org.stagepost.endpoint;

import java.util.List;
import java.util.Optional;

/** The endpoints stored in the home folder. Thread-safe. */
public interface EndpointCatalog {
    Optional<Endpoint> find(String name);

    /** In the order of their names. */
    List<Endpoint> list();

    /** Replaces an endpoint of the same name. A literal password is sealed and becomes a {@code store:} reference. */
    void save(Endpoint endpoint);

    /** @return false when there is none of this name */
    boolean remove(String name);
}
