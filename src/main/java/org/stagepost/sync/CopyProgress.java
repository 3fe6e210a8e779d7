package org.stagepost.sync;

import java.time.Duration;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;

/** Hears what the engine does, for a live view. Calls are frequent and must return at once. */
public interface CopyProgress {
    CopyProgress SILENT = new CopyProgress() {
        @Override
        public void planned(long items, long sizeBytes) {}

        @Override
        public void committed(FolderPath folder, long items, long sizeBytes) {}
    };

    /** More work was found: items without a fate yet. */
    void planned(long items, long sizeBytes);

    /** Items of the folder that have a fate now. */
    void committed(FolderPath folder, long items, long sizeBytes);

    /** The source has delivered items, and they were handed on to the target. */
    default void delivered(long items, long sizeBytes) {}

    /** An item was left behind for this reason, and the journal has it. */
    default void skipped(FailureCode reason) {}

    /** All outcomes of a slice are known. @param underWay since it was sent */
    default void settled(Duration underWay) {}

    /** A thread has worked on the mailbox. @param waited of this, for servers or for the pace that they allow */
    default void worked(Duration time, Duration waited) {}

    /** A source folder bears another name than before; its items go on into the target folder that they had. */
    default void renamed(FolderPath before, FolderPath now, FolderPath target) {}

    /** Something is, or was, on the target twice. */
    default void lateCopy(LateCopy copy) {}

    /** No folder is called so, though it is to be copied. */
    default void unmatched(String included) {}

    /** What was stored of the source folder is damaged or of another version: the two folders are compared in full. */
    default void stateLost(FolderPath folder) {}
}
