package org.stagepost.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointLimits;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Origin;
import org.stagepost.sync.PairOpening;

/**
 * One mailbox's right to be connected to its two servers, until it is closed. Used by one thread, but for what both
 * pairs of connections of a large mailbox ask.
 */
public final class Place implements AutoCloseable {
    private final EndpointGates gates;
    private final Map<String, EndpointGate> entered;
    private final String source;
    private final int connections;
    private boolean working;
    private boolean left;

    /** @param entered by the servers' addresses; one when source and target are the same server */
    Place(EndpointGates gates, Map<String, EndpointGate> entered, String source) {
        this.connections = entered.size() == 1 ? 2 : 1;
        this.gates = gates;
        this.entered = Map.copyOf(entered);
        this.source = source;
    }

    /** Both connections stand. */
    public void beginsWork() {
        if (!working) {
            working = true;
            each(EndpointGate::beginsWork);
        }
    }

    /** Items went through. */
    public void progressed() {
        entered.forEach(gates.pacing()::progressed);
    }

    /**
     * True while a server wants a pause, fewer mailboxes, or quiet: close this and enter again.
     *
     * @param jobFile with the limits as they are now
     */
    public boolean isUnwelcome(JobFile jobFile) {
        synchronized (gates) { // a time that was read before others took their turns would set the rates back
            Instant now = now();
            return any(gate -> gate.isPaused(now) || gate.isOvercrowded(now)) || isResting(jobFile, now);
        }
    }

    private boolean isResting(JobFile jobFile, Instant now) {
        for (Endpoint endpoint : servers(jobFile)) {
            EndpointLimits limits = endpoint.limits();
            if ((limits.isSlow() || !limits.quietHours().isEmpty())
                    && any(endpoint, gate -> gate.isResting(limits, now))) {
                return true;
            }
        }
        return false;
    }

    /** Quiet hours of one of the servers. May be called by any thread. */
    boolean isQuiet(List<Endpoint> servers) {
        return servers.stream()
                .anyMatch(endpoint -> endpoint.limits().quietUntil(now()).isPresent());
    }

    /**
     * Takes the turn of a slice at both servers, if both have come to it. May be called by any thread.
     *
     * @param jobFile with the limits as they are now
     * @return how long to wait before asking again; zero when it was taken
     */
    Duration takeTurn(JobFile jobFile, int items, long sizeBytes) {
        return takeTurn(servers(jobFile), items, sizeBytes);
    }

    /** The same at some of the servers. */
    Duration takeTurn(List<Endpoint> servers, int items, long sizeBytes) {
        return gates.pacing().takeTurn(entered, servers, items, sizeBytes);
    }

    /**
     * Room for a second pair of connections, unless a mailbox without any waits for it. May be called by any thread.
     *
     * @return empty when there is none
     */
    Optional<PairOpening.Claim> secondPair(JobFile jobFile) {
        int more = EndpointGates.connections(jobFile);
        synchronized (gates) {
            for (Endpoint endpoint : servers(jobFile)) {
                boolean limited = endpoint.limits().connections() > 0;
                if (limited
                        && (!gates.pacing().countsConnections(endpoint.limits())
                                || gates.isAwaited(EndpointGates.key(endpoint.address()))
                                || !gate(endpoint)
                                        .filter(gate -> gate.hasConnections(endpoint.limits(), more))
                                        .isPresent())) {
                    return Optional.empty();
                }
            }
            entered.values().forEach(gate -> gate.connects(more));
        }
        return Optional.of(new SecondPair(more));
    }

    /** Given back once. */
    private final class SecondPair implements PairOpening.Claim {
        private int held;

        private SecondPair(int held) {
            this.held = held;
        }

        @Override
        public void close() {
            synchronized (gates) {
                entered.values().forEach(gate -> gate.connects(-held));
                held = 0;
            }
        }
    }

    /** May be called by any thread. */
    void sleep(Duration time) {
        gates.sleep(time);
    }

    private static List<Endpoint> servers(JobFile jobFile) {
        return List.of(jobFile.source(), jobFile.target());
    }

    private Optional<EndpointGate> gate(Endpoint endpoint) {
        return Optional.ofNullable(entered.get(EndpointGates.key(endpoint.address())));
    }

    private boolean any(Endpoint endpoint, Predicate<EndpointGate> question) {
        synchronized (gates) {
            return gate(endpoint).filter(question).isPresent();
        }
    }

    /** True when both servers could be reached in this process at some time. */
    public boolean isProven() {
        return !any(gate -> !gate.isProven());
    }

    /** True when the target alone is to blame. */
    public boolean isOfTarget(MigrationException failure) {
        Optional<String> address = failure.origin().map(Origin::address).map(EndpointGates::key);
        return address.isPresent() && !address.get().equals(source);
    }

    /**
     * Tells all mailboxes of the server to wait.
     *
     * @throws MigrationException ENDPOINT_THROTTLED after hours in which the server let nothing through
     */
    public Slowdown throttled(MigrationException failure) {
        Duration asked = failure.origin().map(Origin::pause).orElse(Duration.ZERO);
        Duration pause = Duration.ZERO;
        int limit = Integer.MAX_VALUE;
        for (Map.Entry<String, EndpointGate> blamed : blamed(failure).entrySet()) {
            Duration added = gates.pacing()
                    .throttled(blamed.getKey(), blamed.getValue(), asked)
                    .orElseThrow(() -> failure.as(
                            FailureCode.ENDPOINT_THROTTLED,
                            failure.detail() + "; nothing went through for " + SlowerPace.PATIENCE.toHours()
                                    + " hours"));
            pause = added.compareTo(pause) > 0 ? added : pause;
            limit = Math.min(limit, gates.limit(blamed.getKey()));
        }
        return new Slowdown(failure.origin().map(Origin::address).orElse("the server"), pause, limit);
    }

    /**
     * True when others are at work at the server that turned this mailbox away, and this process has reached it before: it
     * may have been one too many.
     */
    public boolean turnedAway(MigrationException failure) {
        boolean crowded = false;
        for (Map.Entry<String, EndpointGate> blamed : blamed(failure).entrySet()) {
            if (failure.code() == FailureCode.ENDPOINT_UNREACHABLE && !wasReached(blamed.getValue())) {
                continue; // the way there may be wrong, however many others are at work
            }
            crowded |= gates.pacing().turnedAway(blamed.getKey(), blamed.getValue());
        }
        return crowded;
    }

    private boolean wasReached(EndpointGate gate) {
        synchronized (gates) {
            return gate.wasReached();
        }
    }

    /** Both when nobody can tell which; neither when it was a third server, such as one that gives tokens. */
    private Map<String, EndpointGate> blamed(MigrationException failure) {
        Optional<String> origin = failure.origin().map(Origin::address).map(EndpointGates::key);
        if (origin.isEmpty()) {
            return entered;
        }
        EndpointGate gate = entered.get(origin.get());
        return gate == null ? Map.of() : Map.of(origin.get(), gate);
    }

    private Instant now() {
        return gates.clock().instant();
    }

    private void each(Consumer<EndpointGate> action) {
        synchronized (gates) {
            entered.values().forEach(action);
        }
    }

    private boolean any(Predicate<EndpointGate> question) {
        synchronized (gates) {
            return entered.values().stream().anyMatch(question);
        }
    }

    @Override
    public void close() {
        if (left) {
            return;
        }
        left = true;
        if (working) {
            each(EndpointGate::endsWork);
        }
        each(EndpointGate::leave);
        each(gate -> gate.connects(-connections));
        gates.left();
    }
}
