package org.stagepost.job;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.model.FolderPath;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;
import org.stagepost.model.WorkerId;
import org.stagepost.sync.CopyProgress;

/**
 * Tells all of them what a run does, in their order. What goes wrong with the first is passed on; another that fails is told
 * no more, and the run goes on. Thread-safe.
 */
public final class SeveralListeners implements RunListener {
    private static final Logger LOG = LoggerFactory.getLogger(SeveralListeners.class);

    private final List<RunListener> all;
    private final List<RunListener> told;

    public SeveralListeners(List<RunListener> all) {
        this.all = List.copyOf(all);
        this.told = new CopyOnWriteArrayList<>(all);
    }

    /** Also those that are told no more. */
    public List<RunListener> all() {
        return all;
    }

    private void tell(Consumer<RunListener> event) {
        for (RunListener one : told) {
            try {
                event.accept(one);
            } catch (RuntimeException e) {
                leaveOut(one, e);
            }
        }
    }

    private void leaveOut(RunListener failed, RuntimeException failure) {
        if (failed == all.get(0)) {
            throw failure;
        }
        if (told.removeIf(one -> one == failed)) {
            LOG.warn("{} is told no more of this run", failed.getClass().getSimpleName(), failure);
        }
    }

    @Override
    public void started(JobFile jobFile, PassNumber pass, boolean resumed) {
        tell(one -> one.started(jobFile, pass, resumed));
    }

    @Override
    public void imported(int rows, int pending, List<Finding> findings) {
        tell(one -> one.imported(rows, pending, findings));
    }

    @Override
    public void stepStarted(String step) {
        tell(one -> one.stepStarted(step));
    }

    @Override
    public void userStarted(UserId id, EmailAddress address) {
        tell(one -> one.userStarted(id, address));
    }

    @Override
    public void planned(UserId id, long items, long sizeBytes) {
        tell(one -> one.planned(id, items, sizeBytes));
    }

    @Override
    public void committed(UserId id, FolderPath folder, long items, long sizeBytes) {
        tell(one -> one.committed(id, folder, items, sizeBytes));
    }

    @Override
    public void userFailed(UserId id, EmailAddress address, FailureCode code, String message) {
        tell(one -> one.userFailed(id, address, code, message));
    }

    @Override
    public void userEnded(UserId id, EmailAddress address, MigrationUserStatus status, String message) {
        tell(one -> one.userEnded(id, address, status, message));
    }

    @Override
    public void waiting(Instant until) {
        tell(one -> one.waiting(until));
    }

    @Override
    public void slowedDown(String what) {
        tell(one -> one.slowedDown(what));
    }

    @Override
    public void noticed(String what) {
        tell(one -> one.noticed(what));
    }

    @Override
    public void atWorker(UserId id, EmailAddress address, WorkerId worker) {
        tell(one -> one.atWorker(id, address, worker));
    }

    @Override
    public void runFailed(FailureCode code) {
        tell(one -> one.runFailed(code));
    }

    @Override
    public CopyProgress meters() {
        return all.stream()
                .map(RunListener::meters)
                .filter(one -> one != CopyProgress.SILENT)
                .findFirst()
                .orElse(CopyProgress.SILENT);
    }

    @Override
    public boolean isAwaited() {
        return all.stream().anyMatch(RunListener::isAwaited);
    }

    @Override
    public void stopping() {
        tell(RunListener::stopping);
    }
}
