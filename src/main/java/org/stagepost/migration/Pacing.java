package org.stagepost.migration;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointLimits;

/** How fast a server is worked with, and what its complaints do: by this process alone, or with others. Thread-safe. */
interface Pacing {
    /**
     * Takes the turn of a slice at all of the servers that are entered, if all have come to it.
     *
     * @return how long to wait before asking again; zero when it was taken
     */
    Duration takeTurn(Map<String, EndpointGate> entered, List<Endpoint> servers, int items, long sizeBytes);

    /**
     * The server asks for a slower pace.
     *
     * @param asked zero when it names no time
     * @return how much longer its mailboxes wait; zero when that was known, empty when it is to be given up
     */
    Optional<Duration> throttled(String server, EndpointGate gate, Duration asked);

    /** True when others are at work at the server that turned a mailbox away. */
    boolean turnedAway(String server, EndpointGate gate);

    /** Items went through. */
    void progressed(String server, EndpointGate gate);

    /** True when it is known here how many connections the server has. */
    boolean countsConnections(EndpointLimits limits);
}
