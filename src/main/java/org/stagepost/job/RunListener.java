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
import org.stagepost.model.WorkerId;
import org.stagepost.sync.CopyProgress;

/** Hears what a run does, for a live view. Called from many threads; calls must return at once. */
public interface RunListener {
    /** The batch is about to start or go on. @param resumed an unfinished pass goes on */
    void started(JobFile jobFile, PassNumber pass, boolean resumed);

    /** The CSV was read. @param pending users that this run will work on */
    void imported(int rows, int pending, List<Finding> findings);

    /** A step of the job begins, in Spring Batch's name for it: {@code initialSync}. */
    void stepStarted(String step);

    void userStarted(UserId id, EmailAddress address);

    /** More work was found in this mailbox. */
    void planned(UserId id, long items, long sizeBytes);

    /** Items of this mailbox are through. */
    void committed(UserId id, FolderPath folder, long items, long sizeBytes);

    /** The user failed; {@link #userEnded} follows. */
    default void userFailed(UserId id, EmailAddress address, FailureCode code, String message) {}

    /** @param message empty unless the user failed */
    void userEnded(UserId id, EmailAddress address, MigrationUserStatus status, String message);

    /** Nothing is copied before this time. */
    void waiting(Instant until);

    /** A server gets a pause, or the broker is away. @param what which, why, and how long, in a sentence */
    void slowedDown(String what);

    /** Something that the administrator should know now, in a sentence. */
    default void noticed(String what) {}

    /** From now on, and until it ends, what is told of this user is a worker's doing; told before {@link #userStarted}. */
    default void atWorker(UserId id, EmailAddress address, WorkerId worker) {}

    /**
     * Somebody waits for the whole of it: where users rest until their mail servers allow more, the run goes on then. If
     * not, that is left to whoever starts the next run.
     */
    default boolean isAwaited() {
        return false;
    }

    /** The run itself failed, and not just users; once at most. */
    default void runFailed(FailureCode code) {}

    /** Hears what the engine tells of all mailboxes of the run together: for measuring, not for watching. */
    default CopyProgress meters() {
        return CopyProgress.SILENT;
    }

    /** Draining was asked for. */
    void stopping();
}
