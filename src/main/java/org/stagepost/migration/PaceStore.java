package org.stagepost.migration;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Where workers on several machines keep what servers bear (adr/0019). Servers are named by their addresses, in lower
 * case. Thread-safe; each call is one short transaction. Fails as the store does: STORE_UNUSABLE.
 */
public interface PaceStore {
    /**
     * Changes some servers, and nobody else does meanwhile.
     *
     * @param work is told the store's time and what is known of each of these servers, and replaces in the map what it
     *     changes; done again when the transaction lost a race
     */
    <T> T change(Collection<String> servers, BiFunction<Instant, Map<String, ServerPace>, T> work);

    /**
     * What is known of all servers. Waits for nobody who changes some.
     *
     * @param working where mailboxes of the caller are at work now, for the others to know
     */
    Look look(Collection<String> working);

    /** @param now the store's time */
    record Look(Instant now, Map<String, ServerPace> servers) {
        public Look {
            servers = Map.copyOf(servers);
        }
    }
}
