package org.stagepost.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.stagepost.migration.WorkerList;
import org.stagepost.model.WorkerId;

/** Workers that others have heard of: nobody says anything here. */
public abstract class QuietWorkerList implements WorkerList {
    @Override
    public void heard(SignOfLife worker) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void opened(WorkerId worker, Set<Long> executions) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Duration> sinceOpenedElsewhere(WorkerId worker, long execution) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void left(WorkerId worker) {
        throw new UnsupportedOperationException();
    }
}
