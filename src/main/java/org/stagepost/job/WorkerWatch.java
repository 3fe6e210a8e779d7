package org.stagepost.job;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.stagepost.migration.KnownWorker;
import org.stagepost.migration.KnownWorker.Standing;
import org.stagepost.migration.WorkerList;
import org.stagepost.model.WorkerId;

/** Whether anybody is there to take what a run sends; says so when nobody is, when somebody has come, and
 * when one falls silent. Used by one thread. */
final class WorkerWatch {
    private final WorkerList workers;
    private final RunListener listener;
    private final Set<WorkerId> heard = new HashSet<>();
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
        tellSilent(known);
        heard.clear();
        there.forEach(worker -> heard.add(worker.last().worker()));
        if (there.isEmpty() && !missed) {
            listener.noticed("no worker is there, and the run waits for one; on any machine: stagepost worker --max 10"
                    + others(known));
        } else if (missed && !there.isEmpty()) {
            listener.noticed("worker " + there.get(0).last().worker() + " is there, and the run goes on");
        }
        missed = there.isEmpty();
        return there.stream().anyMatch(KnownWorker::hasRoom);
    }

    /** Since the last look. */
    private void tellSilent(List<KnownWorker> known) {
        known.stream()
                .filter(worker -> worker.standing() == Standing.SILENT
                        && heard.contains(worker.last().worker()))
                .forEach(worker -> listener.noticed("worker " + worker.last().worker() + " was not heard of for "
                        + worker.silent().toSeconds() + " seconds; the mailboxes that it had go on elsewhere"));
    }

    private static String others(List<KnownWorker> known) {
        long others = known.stream()
                .filter(worker -> worker.standing() == Standing.OTHER_VERSION)
                .count();
        return others == 0 ? "" : "; " + others + " of another version are there, and take nothing";
    }
}
