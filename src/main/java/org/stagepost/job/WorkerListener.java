package org.stagepost.job;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
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

/** Hears of one mailbox at a worker: its log tells of it, and whether anything moves. */
final class WorkerListener implements RunListener {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerListener.class);

    private final AtomicLong moved = new AtomicLong();
    private final AtomicBoolean opened = new AtomicBoolean();

    /** Items that came through since it was asked last. */
    long moved() {
        return moved.getAndSet(0);
    }

    /** Both its servers were reached since it was asked last. */
    boolean opened() {
        return opened.getAndSet(false);
    }

    @Override
    public void planned(UserId id, long items, long sizeBytes) {
        opened.set(true);
    }

    @Override
    public void committed(UserId id, FolderPath folder, long items, long sizeBytes) {
        moved.addAndGet(items);
    }

    @Override
    public void userStarted(UserId id, EmailAddress address) {
        LOG.info("{} begins", address);
    }

    @Override
    public void userEnded(UserId id, EmailAddress address, MigrationUserStatus status, String message) {
        LOG.info("{} ends as {}{}", address, status.word(), message.isEmpty() ? "" : ": " + message);
    }

    @Override
    public void userFailed(UserId id, EmailAddress address, FailureCode code, String message) {
        LOG.warn("{} failed: {} {}", address, code, message);
    }

    @Override
    public void slowedDown(String what) {
        LOG.info("{}", what);
    }

    @Override
    public void waiting(Instant until) {
        LOG.info("waits until {}", until);
    }

    @Override
    public void started(JobFile jobFile, PassNumber pass, boolean resumed) {
        // the manager tells of the run
    }

    @Override
    public void imported(int rows, int pending, List<Finding> findings) {
        // the manager tells of the run
    }

    @Override
    public void stepStarted(String step) {
        // the manager tells of the run
    }

    @Override
    public void stopping() {
        // the manager tells of it
    }
}
