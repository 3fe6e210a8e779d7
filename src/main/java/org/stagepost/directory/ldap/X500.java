package org.stagepost.directory.ldap;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Proxy addresses of type x500: legacyExchangeDNs under which a mailbox was known, and old mail is still answered. */
final class X500 {
    private static final String PREFIX = "x500:";

    private X500() {}

    /** Empty for none. */
    static String of(String legacyDn) {
        return legacyDn.isEmpty() ? "" : PREFIX + legacyDn;
    }

    static boolean isOne(String proxy) {
        return proxy.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /** Adds those that the entry lacks, each once; empty when it has all. */
    static Optional<AttributeChange> added(LdapEntry entry, List<String> wanted) {
        Set<String> missing = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        missing.addAll(wanted);
        missing.remove("");
        entry.values(Attributes.PROXY_ADDRESSES).forEach(missing::remove);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(entry.adding(Attributes.PROXY_ADDRESSES, List.copyOf(missing)));
    }
}
