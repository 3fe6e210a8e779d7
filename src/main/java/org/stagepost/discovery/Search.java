package org.stagepost.discovery;

import org.stagepost.model.EmailAddress;

/** One way to find servers. Thread-safe; fails never, and writes into the trail as it goes. */
@FunctionalInterface
public interface Search {
    /** @param domain of the address, in the form that DNS knows */
    void search(EmailAddress address, String domain, Trail trail);
}
