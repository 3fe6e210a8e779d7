package org.stagepost.job;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchView;
import org.stagepost.model.BatchName;

/**
 * Finds out when the status of a batch that runs here has changed, and tells. Whatever goes wrong with that is logged
 * and keeps no batch from running. Thread-safe.
 */
public final class StatusWatch {
    private static final Logger LOG = LoggerFactory.getLogger(StatusWatch.class);

    private final BatchQueries queries;
    private final StatusListener listener;
    private final Clock clock;
    private final Map<BatchName, BatchStatus> known = new ConcurrentHashMap<>();

    public StatusWatch(BatchQueries queries, StatusListener listener, Clock clock) {
        this.queries = queries;
        this.listener = listener;
        this.clock = clock;
    }

    /** A run is about to begin: what comes is compared with how the batch stands now. */
    void begin(BatchName batch) {
        attempt(() ->
                known.put(batch, queries.find(batch).map(BatchView::status).orElse(BatchStatus.CREATED)));
    }

    /** The status may be another one by now. */
    void look(BatchName batch) {
        attempt(() -> {
            synchronized (known) {
                // asked inside: two who look at a time would else tell in another order than they saw
                queries.find(batch).ifPresent(this::compare);
            }
        });
    }

    private void compare(BatchView view) {
        BatchName name = view.batch().name();
        BatchStatus before = known.put(name, view.status());
        if (before != null && before != view.status()) {
            listener.changed(
                    new StatusChange(name, view.batch().pass(), before, view.status(), clock.instant(), view.counts()));
        }
    }

    /** The run is over, and has been looked at. */
    void end(BatchName batch) {
        known.remove(batch);
    }

    /** As {@link StatusListener#unable}. */
    Optional<String> unable() {
        return listener.unable();
    }

    Optional<String> complaint() {
        return listener.complaint();
    }

    private void attempt(Runnable work) {
        if (listener == StatusListener.NONE) {
            return; // nobody pays for what nobody hears
        }
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("nobody is told how a batch stands", e);
        }
    }
}
