package org.stagepost.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.stagepost.model.BatchName;

/** What was set for a batch after its job file was written, and beats the file. Thread-safe. */
public interface BatchSettings {
    /** Values by the job file's keys, nested ones with a dot. */
    Map<String, String> of(BatchName batch);

    /** An empty value gives the key back to the job file. */
    void set(BatchName batch, Map<String, String> changes);

    /** Absolute paths of CSV files whose rows belong to the batch, too, in the order they were added. */
    List<Path> addedUsers(BatchName batch);

    /** Once, however often it is added. */
    void addUsers(BatchName batch, Path csv);

    /** Takes an added CSV back. @return false when it was not added */
    boolean dropUsers(BatchName batch, Path csv);
}
