package org.stagepost.job;

import java.time.Instant;
import java.util.List;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.Finding;
import org.stagepost.model.FolderPath;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;

/** Hears everything and says nothing. */
class SilentListener implements RunListener {
    @Override
    public void started(JobFile jobFile, PassNumber pass, boolean resumed) {}

    @Override
    public void imported(int rows, int pending, List<Finding> findings) {}

    @Override
    public void stepStarted(String step) {}

    @Override
    public void userStarted(UserId id, EmailAddress address) {}

    @Override
    public void planned(UserId id, long items, long sizeBytes) {}

    @Override
    public void committed(UserId id, FolderPath folder, long items, long sizeBytes) {}

    @Override
    public void userEnded(UserId id, EmailAddress address, MigrationUserStatus status, String message) {}

    @Override
    public void waiting(Instant until) {}

    @Override
    public void slowedDown(String what) {}

    @Override
    public void stopping() {}
}
