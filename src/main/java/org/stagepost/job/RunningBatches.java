package org.stagepost.job;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** The batches that run in this process, each once. Thread-safe. */
final class RunningBatches {
    private final Map<BatchName, @Nullable RunState> running = new HashMap<>();
    /** Asked to stop since they entered, maybe before they began. */
    private final Set<BatchName> asked = new HashSet<>();

    private boolean stopping;

    /**
     * Nobody else runs the batch until it {@link #leave}s.
     *
     * @throws MigrationException BATCH_ALREADY_RUNNING; STOPPED when the process is about to end
     */
    synchronized void enter(BatchName name) {
        if (stopping) {
            throw new MigrationException(FailureCode.STOPPED, "batch " + name + " was not begun: the process ends");
        }
        if (running.containsKey(name)) {
            throw new MigrationException(FailureCode.BATCH_ALREADY_RUNNING, "batch " + name + " is running");
        }
        running.put(name, null);
    }

    synchronized void begins(RunState run) {
        running.put(run.jobFile().name(), run);
        if (isStopping(run.jobFile().name())) {
            run.stop();
        }
    }

    synchronized void leave(BatchName name) {
        running.remove(name);
        asked.remove(name);
    }

    synchronized Set<BatchName> names() {
        return Set.copyOf(running.keySet());
    }

    synchronized boolean contains(BatchName name) {
        return running.containsKey(name);
    }

    /** Somebody asked the batch, or the whole process, to stop. */
    synchronized boolean isStopping(BatchName name) {
        return stopping || asked.contains(name);
    }

    /** Somebody asked this batch to stop, and not only the process. */
    synchronized boolean isAsked(BatchName name) {
        return asked.contains(name);
    }

    /** Empty when the batch does not run, or is about to begin. */
    synchronized Optional<RunState> find(BatchName name) {
        return Optional.ofNullable(running.get(name));
    }

    /** Also one that is about to begin, or waits to try users again. @return false when it is not here */
    synchronized boolean stop(BatchName name) {
        if (!running.containsKey(name)) {
            return false;
        }
        asked.add(name);
        find(name).ifPresent(RunState::stop);
        return true;
    }

    /** All that run, and all that are about to begin. @return which these are */
    synchronized Set<BatchName> stopAll() {
        stopping = true;
        running.values().forEach(run -> {
            if (run != null) {
                run.stop();
            }
        });
        return Set.copyOf(running.keySet());
    }
}
