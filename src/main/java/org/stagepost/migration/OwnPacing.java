package org.stagepost.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointLimits;

/** By what the gates of this process know. */
final class OwnPacing implements Pacing {
    private final EndpointGates gates;

    OwnPacing(EndpointGates gates) {
        this.gates = gates;
    }

    @Override
    public Duration takeTurn(Map<String, EndpointGate> entered, List<Endpoint> servers, int items, long sizeBytes) {
        synchronized (gates) {
            Instant now = gates.clock().instant();
            Duration longest = longestTurn(entered, servers, now);
            if (longest.isZero()) {
                for (Endpoint endpoint : servers) {
                    EndpointGate gate = entered.get(EndpointGates.key(endpoint.address()));
                    if (gate != null) {
                        gate.take(endpoint.limits(), items, sizeBytes, now);
                    }
                }
            }
            return longest;
        }
    }

    static Duration longestTurn(Map<String, EndpointGate> entered, List<Endpoint> servers, Instant now) {
        Duration longest = Duration.ZERO;
        for (Endpoint endpoint : servers) {
            EndpointGate gate = entered.get(EndpointGates.key(endpoint.address()));
            Duration turn = gate == null ? Duration.ZERO : gate.turn(endpoint.limits(), now);
            longest = turn.compareTo(longest) > 0 ? turn : longest;
        }
        return longest;
    }

    @Override
    public Optional<Duration> throttled(String server, EndpointGate gate, Duration asked) {
        synchronized (gates) {
            Instant now = gates.clock().instant();
            return gate.isHopeless(now) ? Optional.empty() : Optional.of(gate.throttled(asked, now));
        }
    }

    @Override
    public boolean turnedAway(String server, EndpointGate gate) {
        synchronized (gates) {
            return gate.turnedAway(gates.clock().instant());
        }
    }

    @Override
    public void progressed(String server, EndpointGate gate) {
        synchronized (gates) {
            gate.progressed();
        }
    }

    @Override
    public boolean countsConnections(EndpointLimits limits) {
        return true;
    }
}
