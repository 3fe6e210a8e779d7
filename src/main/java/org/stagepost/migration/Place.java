package org.stagepost.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Origin;

/** One mailbox's right to be connected to its two servers, until it is closed. Used by one thread. */
public final class Place implements AutoCloseable {
    private final EndpointGates gates;
    private final Map<String, EndpointGate> entered;
    private final String source;
    private boolean working;
    private boolean left;

    /** @param entered by the servers' addresses; one when source and target are the same server */
    Place(EndpointGates gates, Map<String, EndpointGate> entered, String source) {
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
        each(EndpointGate::progressed);
    }

    /** True while a server wants a pause, or fewer mailboxes: close this and enter again. */
    public boolean isUnwelcome() {
        return any(gate -> gate.isPaused(now()) || gate.isOvercrowded(now()));
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
        synchronized (gates) {
            Duration pause = Duration.ZERO;
            int limit = Integer.MAX_VALUE;
            for (EndpointGate gate : blamed(failure)) {
                if (gate.isHopeless(now())) {
                    throw failure.as(
                            FailureCode.ENDPOINT_THROTTLED,
                            failure.detail() + "; nothing went through for " + EndpointGate.PATIENCE.toHours()
                                    + " hours");
                }
                Duration added = gate.throttled(asked, now());
                pause = added.compareTo(pause) > 0 ? added : pause;
                limit = Math.min(limit, gate.limit(now()));
            }
            return new Slowdown(failure.origin().map(Origin::address).orElse("the server"), pause, limit);
        }
    }

    /** True when others are at work at the server that turned this mailbox away: it may have been one too many. */
    public boolean turnedAway(MigrationException failure) {
        synchronized (gates) {
            return blamed(failure).stream()
                            .filter(gate -> gate.turnedAway(now()))
                            .count()
                    > 0;
        }
    }

    /** Both when nobody can tell which. */
    private Collection<EndpointGate> blamed(MigrationException failure) {
        EndpointGate known = failure.origin()
                .map(origin -> entered.get(EndpointGates.key(origin.address())))
                .orElse(null);
        return known == null ? entered.values() : List.of(known);
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
        gates.left();
    }
}
