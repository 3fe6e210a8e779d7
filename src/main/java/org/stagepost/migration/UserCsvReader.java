package org.stagepost.migration;

import java.nio.file.Path;

/** Reads a batch's CSV and checks all of it: every fault at once. Thread-safe. */
public interface UserCsvReader {
    /** Never throws for what the file holds or lacks; look at {@link UserCsv#usable()} and the findings. */
    UserCsv read(Path file, Expectations expectations);

    /**
     * What the file is for.
     *
     * @param sourceLogsInPerUser IMAP: rows need UserName and Password; otherwise the source's administrator logs in
     *     and both may be blank
     * @param targetLogsInPerUser rows need TargetPassword
     */
    record Expectations(
            MigrationType type,
            boolean allowUnknownColumns,
            boolean sourceLogsInPerUser,
            boolean targetLogsInPerUser,
            RowDefaults defaults) {}
}
