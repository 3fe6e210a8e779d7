package org.stagepost.migration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.migration.PaceStore.Look;
import org.stagepost.model.PassNumber;
import org.stagepost.sync.Sleeper;

/**
 * The gates of all servers that this process talks to, whichever batch asks: who enters counts at the source and at the
 * target, and a server's wish for a slower pace reaches all its mailboxes. Thread-safe.
 */
public final class EndpointGates {
    /** Stands for the limit over all servers, among their names. */
    private static final String EVERYWHERE = "";

    /** How soon a stop is seen. */
    private static final Duration STEP = Duration.ofMillis(50);

    private final Clock clock;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final int most;
    private int inside;
    private final Map<String, EndpointGate> gates = new HashMap<>();
    private final Pacing pacing;
    private final @Nullable SharedPacing shared;
    /** Of all batches: who has found no room. */
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();

    /**
     * @param random spreads those who wait
     * @param most mailboxes at once, whichever servers they are on
     */
    public EndpointGates(Clock clock, Sleeper sleeper, RandomGenerator random, int most) {
        this.most = most;
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
        this.pacing = new OwnPacing(this);
        this.shared = null;
    }

    /**
     * Of a worker: whoever has sent a mailbox here has counted it, and what servers allow by the second, and complain of, is
     * kept with the other workers.
     */
    public EndpointGates(Clock clock, Sleeper sleeper, RandomGenerator random, PaceStore store) {
        this.most = Integer.MAX_VALUE;
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
        this.shared = new SharedPacing(this, store, random);
        this.pacing = shared;
    }

    Pacing pacing() {
        return pacing;
    }

    /** At a worker: lets the others know where mailboxes are at work, and hears what they have heard. */
    public void keepUp() {
        if (shared != null) {
            hears(shared.look(working()));
        }
    }

    private synchronized List<String> working() {
        return gates.entrySet().stream()
                .filter(gate -> gate.getValue().isAtWork())
                .map(Map.Entry::getKey)
                .toList();
    }

    synchronized boolean isAtWork(EndpointGate gate) {
        return gate.isAtWork();
    }

    /** What mailboxes of other processes have heard of their servers holds for those here. */
    public synchronized void hears(Look look) {
        Instant now = clock.instant();
        Duration ahead = Duration.between(look.now(), now);
        look.servers().forEach((server, row) -> {
            EndpointGate gate = gates.computeIfAbsent(server, key -> new EndpointGate(random));
            gate.hears(row.slower().by(ahead), now);
            if (row.isAtWork(look.now())) {
                gate.provenElsewhere();
            }
            if (shared == null) { // a worker's own gate knows only those that it turned away itself
                gate.turnedAwayElsewhere(row.turnedAway(), now);
            }
        });
    }

    /** How many mailboxes may go on at the server. */
    synchronized int limit(String server) {
        EndpointGate gate = gates.get(server);
        return gate == null ? Integer.MAX_VALUE : gate.limit(clock.instant());
    }

    /**
     * Waits until both servers have room for one more mailbox, and nobody of a higher priority waits for either.
     *
     * @return empty when {@code halted} said so first
     */
    public Optional<Place> enter(JobFile jobFile, PassNumber pass, BooleanSupplier halted) {
        Waiter waiter = new Waiter(jobFile.options().priority(), keys(jobFile));
        try {
            while (!halted.getAsBoolean()) {
                Optional<Place> place = tryEnter(jobFile, pass, waiter);
                if (place.isPresent()) {
                    return place;
                }
                sleeper.sleep(STEP);
            }
            return Optional.empty();
        } finally {
            waiters.remove(waiter);
        }
    }

    /** Tells which server of a batch is to be left alone now; empty in most batches. */
    public Optional<String> quiet(JobFile jobFile) {
        boolean ever = !jobFile.source().limits().quietHours().isEmpty()
                || !jobFile.target().limits().quietHours().isEmpty();
        return ever ? QuietServers.now(jobFile, clock.instant()) : Optional.empty();
    }

    /** Empty when there is no room at present, or somebody more important waits for it. */
    private synchronized Optional<Place> tryEnter(JobFile jobFile, PassNumber pass, Waiter waiter) {
        Map<String, EndpointGate> wanted = new LinkedHashMap<>();
        Set<String> full = new HashSet<>();
        boolean rests = false;
        if (inside >= most) {
            full.add(EVERYWHERE);
        }
        for (Endpoint endpoint : new Endpoint[] {jobFile.source(), jobFile.target()}) {
            EndpointGate gate = gates.computeIfAbsent(key(endpoint.address()), key -> new EndpointGate(random));
            wanted.put(key(endpoint.address()), gate);
            if (!gate.hasRoom(JobFile.concurrency(endpoint, pass), clock.instant())
                    || !gate.hasConnections(endpoint.limits(), connections(jobFile))) {
                full.add(key(endpoint.address()));
            }
            rests |= gate.isResting(endpoint.limits(), clock.instant());
        }
        // whoever waits for the end of its own quiet hours keeps nobody out meanwhile
        waiter.full = rests ? Set.of() : full;
        if (rests || !full.isEmpty() || waiters.stream().anyMatch(waiter::givesWayTo)) {
            waiters.add(waiter);
            return Optional.empty();
        }
        inside++;
        wanted.values().forEach(gate -> {
            gate.enter(clock.instant());
            gate.connects(connections(jobFile));
        });
        return Optional.of(new Place(this, wanted, key(jobFile.source().address())));
    }

    /** Of a mailbox at each of its servers. */
    static int connections(JobFile jobFile) {
        return key(jobFile.source().address()).equals(key(jobFile.target().address())) ? 2 : 1;
    }

    /** Somebody has found no room at the server, and would take what becomes free. */
    boolean isAwaited(String server) {
        return waiters.stream().anyMatch(waiter -> waiter.full.contains(server));
    }

    /** A mailbox at the gates; each is one of its own. */
    private static final class Waiter {
        private final Priority priority;
        private final Set<String> wanted;
        /** Where it found no room when it looked last. */
        private volatile Set<String> full = Set.of();

        private Waiter(Priority priority, Set<String> wanted) {
            this.priority = priority;
            this.wanted = wanted;
        }

        /** Where this one would take what the other waits for. */
        private boolean givesWayTo(Waiter other) {
            return other.priority.compareTo(priority) > 0
                    && (other.full.contains(EVERYWHERE) || !Collections.disjoint(wanted, other.full));
        }
    }

    private static Set<String> keys(JobFile jobFile) {
        return Set.copyOf(
                List.of(key(jobFile.source().address()), key(jobFile.target().address())));
    }

    synchronized void left() {
        inside--;
    }

    void sleep(Duration time) {
        sleeper.sleep(time);
    }

    /** What pauses are measured by. */
    public Clock clock() {
        return clock;
    }

    static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
