package org.stagepost.discovery;

import java.util.Optional;

/** A mail server that is known by its name, to be recognised behind names that DNS has for its domains. */
public record KnownServer(String host) {
    /** How likely another name leads to the server. */
    public enum Likeness {
        SAME,
        /** Another host of its domain, or of the provider that it is known to belong to. */
        LIKELY,
        NONE
    }

    /** @param other in the form of {@link HostName#of} */
    public Likeness likeness(String other) {
        if (other.equals(host)) {
            return Likeness.SAME;
        }
        boolean sameProvider = KnownProvider.ofImapHost(host)
                .filter(provider -> provider.hasName(other))
                .isPresent();
        return sameProvider || hasSameParent(other) ? Likeness.LIKELY : Likeness.NONE;
    }

    private boolean hasSameParent(String other) {
        Optional<String> parent = HostName.literal(host).isPresent() ? Optional.empty() : MxSearch.domainOf(host);
        return parent.filter(domain -> HostName.isWithin(other, domain)).isPresent();
    }
}
