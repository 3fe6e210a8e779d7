package org.stagepost.job;

import org.jspecify.annotations.Nullable;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.OpenDirectories;
import org.stagepost.migration.UserDirectories;

/** The two directories of one run, opened when first needed. Thread-safe. */
final class RunDirectories implements AutoCloseable {
    private final OpenDirectories opener;
    private final JobFile jobFile;
    private @Nullable UserDirectories open;

    RunDirectories(OpenDirectories opener, JobFile jobFile) {
        this.opener = opener;
        this.jobFile = jobFile;
    }

    synchronized UserDirectories get() {
        UserDirectories result = open == null ? opener.open(jobFile) : open;
        open = result;
        return result;
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
        }
    }
}
