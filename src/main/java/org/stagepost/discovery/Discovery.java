package org.stagepost.discovery;

import org.stagepost.model.EmailAddress;

/** Finds how the server of a mailbox is reached. Thread-safe. */
@FunctionalInterface
public interface Discovery {
    /**
     * Asks everybody who may know, and ends within the bound of {@link DiscoveryBounds}.
     * Never fails: who does not answer, or wrongly, is a step of the result.
     */
    Found discover(EmailAddress address);
}
