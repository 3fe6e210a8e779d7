package org.stagepost.migration;

import java.nio.file.Path;
import org.stagepost.endpoint.LoginAs;

/** Reads a batch's CSV and checks all of it: every fault at once. Thread-safe. */
public interface UserCsvReader {
    /** Never throws for what the file holds or lacks; look at {@link UserCsv#usable()} and the findings. */
    UserCsv read(Path file, Expectations expectations);

    /**
     * What the file is for.
     *
     * @param sourceLogsInPerUser IMAP: rows need UserName and Password; otherwise the source's administrator logs in
     *     and both may be blank
     * @param targetLogsInPerUser IMAP: rows need TargetPassword; staged: Password, the account's only one
     */
    record Expectations(
            MigrationType type,
            boolean allowUnknownColumns,
            boolean sourceLogsInPerUser,
            boolean targetLogsInPerUser,
            RowDefaults defaults) {
        /** What a job file's CSV must hold. */
        public static Expectations of(JobFile job) {
            return new Expectations(
                    job.type(),
                    job.options().allowUnknownColumns(),
                    job.source().login().as() == LoginAs.USER,
                    job.target().login().as() == LoginAs.USER,
                    job.options().rowDefaults());
        }
    }
}
