package org.stagepost.job;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.migration.WorkerList;
import org.stagepost.migration.WorkerList.SignOfLife;
import org.stagepost.model.WorkerId;

/** Says that a worker is there. One that is not heard of works on: messages that were lost wait until it is heard of again, and who reaches no server asks whether this one does. */
final class Heartbeat {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final WorkerList workers;
    private boolean unheard;

    Heartbeat(WorkerList workers) {
        this.workers = workers;
    }

    /** @param opened the job executions of which mailboxes were opened since the last one */
    void beat(SignOfLife now, Set<Long> opened) {
        try {
            workers.heard(now);
            if (!opened.isEmpty()) {
                workers.opened(now.worker(), opened);
            }
            unheard = false;
        } catch (RuntimeException e) {
            if (!unheard) {
                LOG.warn("the list of workers does not hear of this one: {}", e.getMessage());
            }
            unheard = true;
        }
    }

    /** The last one. */
    void end(WorkerId worker) {
        try {
            workers.left(worker);
        } catch (RuntimeException e) {
            LOG.warn("the list of workers keeps this one for a day: {}", e.getMessage());
        }
    }
}
