package org.stagepost.migration;

import java.time.Instant;
import java.util.Optional;
import org.stagepost.model.BatchName;

/** When scheduled batches run next. Thread-safe. */
public interface Schedules {
    /**
     * A time that was computed.
     *
     * @param fields and zone: what it was computed from
     */
    record Next(Instant time, String fields, String zone) {}

    Optional<Next> find(BatchName batch);

    void save(BatchName batch, Next next);
}
