package org.stagepost.job;

import java.util.List;
import org.stagepost.migration.KnownWorker;
import org.stagepost.migration.KnownWorker.Standing;
import org.stagepost.migration.WorkerList;

/** Whether anybody is there to take what a run sends; says so when nobody is, and when somebody has come. Used by one thread. */
final class WorkerWatch {
    private final WorkerList workers;
    private final RunListener listener;
    private boolean missed;

    WorkerWatch(WorkerList workers, RunListener listener) {
        this.workers = workers;
        this.listener = listener;
    }

    /** A message would be taken now. What was lost while all are busy, or nobody is there, is early enough then. */
    boolean anyReady() {
        List<KnownWorker> known = workers.all();
        List<KnownWorker> there = known.stream()
                .filter(worker -> worker.standing() == Standing.THERE)
                .toList();
        if (there.isEmpty() && !missed) {
            listener.noticed("no worker is there, and the run waits for one; on any machine: stagepost worker --max 10"
                    + others(known));
        } else if (missed && !there.isEmpty()) {
            listener.noticed("worker " + there.get(0).last().worker() + " is there, and the run goes on");
        }
        missed = there.isEmpty();
        return there.stream().anyMatch(KnownWorker::hasRoom);
    }

    private static String others(List<KnownWorker> known) {
        long others = known.stream()
                .filter(worker -> worker.standing() == Standing.OTHER_VERSION)
                .count();
        return others == 0 ? "" : "; " + others + " of another version are there, and take nothing";
    }
}
