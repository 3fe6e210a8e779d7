package org.stagepost.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stagepost.migration.PaceStore.Look;

/** What workers hear of servers reaches their manager: its gates, and one run. Used by one thread. */
public final class PaceWatch {
    private final PaceStore store;
    private final EndpointGates gates;
    private final Map<String, Instant> told = new HashMap<>();

    /** @param gates let nobody in where workers have heard of a pause */
    public PaceWatch(PaceStore store, EndpointGates gates) {
        this.store = store;
        this.gates = gates;
    }

    /** @return pauses of the batch's servers that were not there at the last look */
    public List<Slowdown> look(JobFile jobFile) {
        Look look = store.look(Set.of());
        gates.hears(look);
        List<Slowdown> pauses = new ArrayList<>();
        for (String address : new LinkedHashSet<>(
                List.of(jobFile.source().address(), jobFile.target().address()))) {
            String server = EndpointGates.key(address);
            ServerPace pace = look.servers().getOrDefault(server, ServerPace.NEW);
            Instant until = pace.slower().until();
            Instant before = told.getOrDefault(server, Instant.EPOCH);
            Instant from = before.isAfter(look.now()) ? before : look.now();
            if (until.isAfter(from)) {
                told.put(server, until);
                pauses.add(new Slowdown(address, Duration.between(from, until), gates.limit(server)));
            }
        }
        return pauses;
    }
}
