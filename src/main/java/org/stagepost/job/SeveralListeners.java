package org.stagepost.job;

import java.time.Instant;
import java.util.List;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.model.FolderPath;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;
import org.stagepost.sync.CopyProgress;

/** Tells all of them what a run does, in their order. */
public record SeveralListeners(List<RunListener> all) implements RunListener {
    public SeveralListeners {
        all = List.copyOf(all);
    }

    @Override
    public void started(JobFile jobFile, PassNumber pass, boolean resumed) {
        all.forEach(one -> one.started(jobFile, pass, resumed));
    }

    @Override
    public void imported(int rows, int pending, List<Finding> findings) {
        all.forEach(one -> one.imported(rows, pending, findings));
    }

    @Override
    public void stepStarted(String step) {
        all.forEach(one -> one.stepStarted(step));
    }

    @Override
    public void userStarted(UserId id, EmailAddress address) {
        all.forEach(one -> one.userStarted(id, address));
    }

    @Override
    public void planned(UserId id, long items, long sizeBytes) {
        all.forEach(one -> one.planned(id, items, sizeBytes));
    }

    @Override
    public void committed(UserId id, FolderPath folder, long items, long sizeBytes) {
        all.forEach(one -> one.committed(id, folder, items, sizeBytes));
    }

    @Override
    public void userFailed(UserId id, EmailAddress address, FailureCode code, String message) {
        all.forEach(one -> one.userFailed(id, address, code, message));
    }

    @Override
    public void userEnded(UserId id, EmailAddress address, MigrationUserStatus status, String message) {
        all.forEach(one -> one.userEnded(id, address, status, message));
    }

    @Override
    public void waiting(Instant until) {
        all.forEach(one -> one.waiting(until));
    }

    @Override
    public void slowedDown(String what) {
        all.forEach(one -> one.slowedDown(what));
    }

    @Override
    public void runFailed(FailureCode code) {
        all.forEach(one -> one.runFailed(code));
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
        all.forEach(RunListener::stopping);
    }
}
