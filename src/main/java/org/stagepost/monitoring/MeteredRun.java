package org.stagepost.monitoring;

import java.time.Instant;
import java.util.List;
import org.stagepost.job.RunListener;
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

/** Counts what a run does, and tells it on. */
final class MeteredRun implements RunListener {
    private final BatchMeters meters;
    private final RunListener next;

    MeteredRun(BatchMeters meters, RunListener next) {
        this.meters = meters;
        this.next = next;
    }

    @Override
    public void started(JobFile jobFile, PassNumber pass, boolean resumed) {
        meters.nobody();
        next.started(jobFile, pass, resumed);
    }

    @Override
    public void imported(int rows, int pending, List<Finding> findings) {
        next.imported(rows, pending, findings);
    }

    @Override
    public void stepStarted(String step) {
        next.stepStarted(step);
    }

    @Override
    public void userStarted(UserId id, EmailAddress address) {
        meters.begins(id);
        next.userStarted(id, address);
    }

    @Override
    public void planned(UserId id, long items, long sizeBytes) {
        next.planned(id, items, sizeBytes);
    }

    @Override
    public void committed(UserId id, FolderPath folder, long items, long sizeBytes) {
        meters.committed(items, sizeBytes);
        next.committed(id, folder, items, sizeBytes);
    }

    @Override
    public void userEnded(UserId id, EmailAddress address, MigrationUserStatus status, String message) {
        meters.ends(id);
        next.userEnded(id, address, status, message);
    }

    @Override
    public void waiting(Instant until) {
        next.waiting(until);
    }

    @Override
    public void slowedDown(String what) {
        next.slowedDown(what);
    }

    @Override
    public void noticed(String what) {
        next.noticed(what);
    }

    @Override
    public void atWorker(UserId id, EmailAddress address, WorkerId worker) {
        next.atWorker(id, address, worker);
    }

    @Override
    public boolean isAwaited() {
        return next.isAwaited();
    }

    @Override
    public void userFailed(UserId id, EmailAddress address, FailureCode code, String message) {
        meters.failed(code);
        next.userFailed(id, address, code, message);
    }

    @Override
    public void runFailed(FailureCode code) {
        meters.failed(code);
        next.runFailed(code);
    }

    @Override
    public CopyProgress meters() {
        return meters;
    }

    @Override
    public void stopping() {
        next.stopping();
    }
}
