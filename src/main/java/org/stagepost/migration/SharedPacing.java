package org.stagepost.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointLimits;
import org.stagepost.migration.PaceStore.Look;

/** Together with all workers of a store: what one of them takes or hears counts for the others. */
final class SharedPacing implements Pacing {
    /** Workers that were told the same time come one after the other. */
    private static final int SPREAD_MILLIS = 50;

    private static final Duration MOMENT = Duration.ofMillis(10);
    /** Of a server that complained last so long ago nobody has tried meanwhile whether something goes through. */
    private static final Duration FORGOTTEN = SlowerPace.LONGEST_PAUSE;

    private final EndpointGates gates;
    private final PaceStore store;
    private final RandomGenerator random;
    private final ReentrantLock asking = new ReentrantLock();

    SharedPacing(EndpointGates gates, PaceStore store, RandomGenerator random) {
        this.gates = gates;
        this.store = store;
        this.random = random;
    }

    /** @param owed by server: how long until its next slice may go */
    private record Turn(boolean taken, Map<String, Duration> owed) {}

    private record Heard(Look look, Optional<Duration> added) {}

    @Override
    public Duration takeTurn(Map<String, EndpointGate> entered, List<Endpoint> servers, int items, long sizeBytes) {
        List<Endpoint> slow = servers.stream()
                .filter(endpoint -> endpoint.limits().isSlow())
                .filter(endpoint -> entered.containsKey(EndpointGates.key(endpoint.address())))
                .toList();
        if (slow.isEmpty()) {
            return Duration.ZERO;
        }
        if (!asking.tryLock()) {
            return MOMENT; // one of this process asks, and the others will know
        }
        try {
            Duration known = known(entered, slow);
            return known.isZero() ? ask(entered, slow, items, sizeBytes) : known;
        } finally {
            asking.unlock();
        }
    }

    private Duration ask(Map<String, EndpointGate> entered, List<Endpoint> servers, int items, long sizeBytes) {
        Turn turn = store.change(keys(servers), (now, rows) -> turn(servers, items, sizeBytes, now, rows));
        tell(entered, servers, turn.owed());
        return turn.taken() ? Duration.ZERO : longest(turn.owed().values());
    }

    private Duration known(Map<String, EndpointGate> entered, List<Endpoint> servers) {
        synchronized (gates) {
            return OwnPacing.longestTurn(entered, servers, gates.clock().instant());
        }
    }

    private static Turn turn(
            List<Endpoint> servers, int items, long sizeBytes, Instant now, Map<String, ServerPace> rows) {
        Map<String, Turns> turns = new HashMap<>();
        rows.forEach((server, row) -> turns.put(server, new Turns(row.messages(), row.bytes())));
        boolean taken = longest(owed(servers, now, turns).values()).isZero();
        if (taken) {
            servers.forEach(endpoint -> of(turns, endpoint).take(endpoint.limits(), items, sizeBytes, now));
        }
        Map<String, Duration> owed = owed(servers, now, turns);
        rows.replaceAll((server, row) -> row.with(turns.getOrDefault(server, new Turns(row.messages(), row.bytes()))));
        return new Turn(taken, owed);
    }

    private static Map<String, Duration> owed(List<Endpoint> servers, Instant now, Map<String, Turns> turns) {
        return servers.stream()
                .collect(Collectors.toMap(
                        endpoint -> EndpointGates.key(endpoint.address()),
                        endpoint -> of(turns, endpoint).owed(endpoint.limits(), now),
                        (one, other) -> longest(List.of(one, other))));
    }

    private static Turns of(Map<String, Turns> turns, Endpoint endpoint) {
        return turns.computeIfAbsent(
                EndpointGates.key(endpoint.address()), key -> new Turns(RateLevel.NEW, RateLevel.NEW));
    }

    private void tell(Map<String, EndpointGate> entered, List<Endpoint> servers, Map<String, Duration> owed) {
        synchronized (gates) {
            Instant now = gates.clock().instant();
            for (Endpoint endpoint : servers) {
                String key = EndpointGates.key(endpoint.address());
                Duration wait = owed.getOrDefault(key, Duration.ZERO);
                EndpointGate gate = entered.get(key);
                if (gate != null && !wait.isZero()) {
                    gate.told(endpoint.limits(), now.plus(wait).plusMillis(random.nextInt(SPREAD_MILLIS)));
                }
            }
        }
    }

    @Override
    public Optional<Duration> throttled(String server, EndpointGate gate, Duration asked) {
        Heard heard = store.change(Set.of(server), (now, rows) -> heard(server, asked, now, rows));
        gates.hears(heard.look());
        return heard.added();
    }

    private Heard heard(String server, Duration asked, Instant now, Map<String, ServerPace> rows) {
        ServerPace row = rows.getOrDefault(server, ServerPace.NEW);
        SlowerPace before = row.slower().until().plus(FORGOTTEN).isBefore(now)
                ? row.slower().progressed()
                : row.slower();
        boolean hopeless = before.isHopeless(now);
        // whoever starts again later has all patience again
        SlowerPace after = hopeless ? before.progressed() : before.throttled(asked, now, random);
        rows.put(server, row.with(after));
        return new Heard(new Look(now, rows), hopeless ? Optional.empty() : Optional.of(after.addedTo(before, now)));
    }

    @Override
    public boolean turnedAway(String server, EndpointGate gate) {
        boolean here = gates.isAtWork(gate);
        boolean somewhere = store.change(Set.of(server), (now, rows) -> {
            ServerPace row = rows.getOrDefault(server, ServerPace.NEW);
            boolean crowded = here || row.isAtWork(now);
            if (crowded) {
                rows.put(server, row.withOneTurnedAway());
            }
            return crowded;
        });
        if (somewhere) {
            synchronized (gates) {
                gate.tooMany(1, gates.clock().instant());
            }
        }
        return somewhere;
    }

    @Override
    public void progressed(String server, EndpointGate gate) {
        synchronized (gates) {
            if (!gate.isThrottledElsewhere()) {
                return;
            }
        }
        store.change(Set.of(server), (now, rows) -> {
            rows.computeIfPresent(server, (key, row) -> row.with(row.slower().progressed()));
            return true;
        });
        synchronized (gates) {
            gate.progressed();
        }
    }

    /** The manager counts one pair for each mailbox. */
    @Override
    public boolean countsConnections(EndpointLimits limits) {
        return limits.connections() == 0;
    }

    Look look(Collection<String> working) {
        return store.look(working);
    }

    private static Set<String> keys(List<Endpoint> servers) {
        return servers.stream()
                .map(endpoint -> EndpointGates.key(endpoint.address()))
                .collect(Collectors.toSet());
    }

    private static Duration longest(Collection<Duration> times) {
        return times.stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
