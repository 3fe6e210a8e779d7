package org.stagepost.job;

import org.jspecify.annotations.Nullable;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.MailboxMaker;
import org.stagepost.migration.OpenDirectories;
import org.stagepost.migration.ProvisionMailbox;
import org.stagepost.migration.UserDirectories;
import org.stagepost.migration.UserRow;
import org.stagepost.model.MigrationException;

/** The two directories of one run, opened when first needed. Thread-safe. */
final class RunDirectories implements AutoCloseable {
    private final OpenDirectories opener;
    private final JobFile jobFile;
    private @Nullable UserDirectories open;

    RunDirectories(OpenDirectories opener, JobFile jobFile) {
        this.opener = opener;
        this.jobFile = jobFile;
    }

    /** @throws MigrationException as {@link UserDirectories#forward} and {@link OpenDirectories#open} */
    void forward(UserRow row) {
        if (jobFile.sourceSieve().isPresent()) {
            opener.forwarding(jobFile).forward(row);
        } else {
            get().forward(row);
        }
    }

    /** @throws MigrationException as {@link OpenDirectories#open} */
    ProvisionMailbox provisioning(MailboxMaker maker) {
        return new ProvisionMailbox(get(), maker, jobFile.options().directories());
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
