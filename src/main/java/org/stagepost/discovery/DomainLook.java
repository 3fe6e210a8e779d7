package org.stagepost.discovery;

import java.util.Collection;
import java.util.List;

/**
 * Asks what DNS says now of the names that a switch of a domain's mail is about. Thread-safe; domains are asked about side
 * by side, every question ends within a few seconds, and none fails.
 */
public interface DomainLook {
    /** In the order of the domains. @param domains in the form of {@link HostName#of} */
    List<DomainState> look(Collection<String> domains);

    /** IP addresses in text form; a host that is one is its own answer. */
    DomainState.Reply addresses(String host);
}
