package org.stagepost.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.Finding;
import org.stagepost.model.FolderPath;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;
import org.stagepost.model.WorkerId;

/** What a run does, in the log. */
public final class LoggedRun implements RunListener {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedRun.class);

    private final Map<UserId, WorkerId> workers = new ConcurrentHashMap<>();
    private volatile String batch;

    /** Of a batch whose name it hears when the run begins. */
    public LoggedRun() {
        this.batch = "";
    }

    public LoggedRun(BatchName batch) {
        this.batch = batch.value();
    }

    @Override
    public void started(JobFile jobFile, PassNumber pass, boolean resumed) {
        batch = jobFile.name().value();
        LOG.info("{}: pass {} {}", batch, pass.value(), resumed ? "goes on" : "begins");
    }

    @Override
    public void imported(int rows, int pending, List<Finding> findings) {
        findings.forEach(finding -> LOG.warn("{}: {}", batch, finding));
        LOG.info("{}: {} rows, {} users to work on", batch, rows, pending);
    }

    @Override
    public void stepStarted(String step) {
        LOG.info("{}: step {}", batch, step);
    }

    @Override
    public void userStarted(UserId id, EmailAddress address) {
        // the ledger tells
    }

    @Override
    public void planned(UserId id, long items, long sizeBytes) {
        // the ledger tells
    }

    @Override
    public void committed(UserId id, FolderPath folder, long items, long sizeBytes) {
        // the ledger tells
    }

    @Override
    public void atWorker(UserId id, EmailAddress address, WorkerId worker) {
        if (!worker.equals(workers.put(id, worker))) {
            LOG.info("{}: {} is copied by worker {}", batch, address, worker);
        }
    }

    @Override
    public void userEnded(UserId id, EmailAddress address, MigrationUserStatus status, String message) {
        WorkerId worker = workers.remove(id);
        String where = worker == null ? "" : " at worker " + worker;
        LOG.info("{}: {} {}{}{}", batch, address, status.word(), where, message.isEmpty() ? "" : " " + message);
    }

    @Override
    public void waiting(Instant until) {
        LOG.info("{}: waits until {}", batch, until);
    }

    @Override
    public void slowedDown(String what) {
        LOG.warn("{}: {}", batch, what);
    }

    @Override
    public void noticed(String what) {
        LOG.warn("{}: {}", batch, what);
    }

    @Override
    public void stopping() {
        LOG.info("{}: stopping", batch);
    }
}
