package org.stagepost.discovery;

import java.time.Duration;

/**
 * How long a discovery waits.
 *
 * @param connect for a connection, to each address
 * @param read for the next bytes of an answer
 * @param request for a request as a whole, from resolving to the last byte
 * @param whole for everything; what has not been answered then stays open
 */
public record DiscoveryBounds(Duration connect, Duration read, Duration request, Duration whole) {
    public static final DiscoveryBounds DEFAULT = new DiscoveryBounds(
            Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(25));
}
