package org.stagepost.migration;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.model.PassNumber;
import org.stagepost.sync.Sleeper;

/**
 * The gates of all servers that this process talks to, whichever batch asks: who enters counts at the source and at the
 * target, and a server's wish for a slower pace reaches all its mailboxes. Thread-safe.
 */
public final class EndpointGates {
    /** How soon a stop is seen. */
    private static final Duration STEP = Duration.ofMillis(50);

    private final Clock clock;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final IntSupplier most;
    private int inside;
    private final Map<String, EndpointGate> gates = new HashMap<>();

    /**
     * @param random spreads those who wait
     * @param most mailboxes at once, whichever servers they are on
     */
    public EndpointGates(Clock clock, Sleeper sleeper, RandomGenerator random, IntSupplier most) {
        this.most = most;
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
    }

    /**
     * Waits until both servers have room for one more mailbox.
     *
     * @return empty when {@code halted} said so first
     */
    public Optional<Place> enter(JobFile jobFile, PassNumber pass, BooleanSupplier halted) {
        while (!halted.getAsBoolean()) {
            Optional<Place> place = tryEnter(jobFile, pass);
            if (place.isPresent()) {
                return place;
            }
            sleeper.sleep(STEP);
        }
        return Optional.empty();
    }

    /** Empty when there is no room at present: for a second pair of connections, which a mailbox can do without. */
    public synchronized Optional<Place> tryEnter(JobFile jobFile, PassNumber pass) {
        Map<String, EndpointGate> wanted = new LinkedHashMap<>();
        boolean room = inside < most.getAsInt();
        for (Endpoint endpoint : new Endpoint[] {jobFile.source(), jobFile.target()}) {
            EndpointGate gate = gates.computeIfAbsent(key(endpoint.address()), key -> new EndpointGate(random));
            wanted.put(key(endpoint.address()), gate);
            room &= gate.hasRoom(JobFile.concurrency(endpoint, pass), clock.instant());
        }
        if (!room) {
            return Optional.empty();
        }
        inside++;
        wanted.values().forEach(gate -> gate.enter(clock.instant()));
        return Optional.of(new Place(this, wanted, key(jobFile.source().address())));
    }

    synchronized void left() {
        inside--;
    }

    Clock clock() {
        return clock;
    }

    static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
