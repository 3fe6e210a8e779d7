package org.stagepost.testing;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.stagepost.migration.PaceStore;
import org.stagepost.migration.ServerPace;

/** What workers of one JVM share, by a clock of its own. */
public final class MemoryPaceStore implements PaceStore {
    private final Clock clock;
    private final Map<String, ServerPace> rows = new HashMap<>();
    /** Changes that were asked for. */
    public final AtomicInteger changes = new AtomicInteger();

    public MemoryPaceStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized <T> T change(Collection<String> servers, BiFunction<Instant, Map<String, ServerPace>, T> work) {
        changes.incrementAndGet();
        Map<String, ServerPace> some = new HashMap<>();
        servers.forEach(server -> some.put(server, rows.getOrDefault(server, ServerPace.NEW)));
        T answer = work.apply(clock.instant(), some);
        rows.putAll(some);
        return answer;
    }

    @Override
    public synchronized Look look(Collection<String> working) {
        Instant now = clock.instant();
        working.forEach(server -> {
            ServerPace row = rows.getOrDefault(server, ServerPace.NEW);
            rows.put(server, new ServerPace(row.messages(), row.bytes(), row.slower(), row.turnedAway(), now));
        });
        return new Look(now, rows);
    }
}
