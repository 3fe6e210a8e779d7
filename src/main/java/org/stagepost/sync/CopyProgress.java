package org.stagepost.sync;

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

    /** A source folder bears another name than before; its items go on into the target folder that they had. */
    default void renamed(FolderPath before, FolderPath now, FolderPath target) {}

    /** Something is, or was, on the target twice. */
    default void lateCopy(LateCopy copy) {}

    /** No folder is called so, though it is to be copied. */
    default void unmatched(String included) {}

    /** What was stored of the source folder is damaged or of another version: the two folders are compared in full. */
    default void stateLost(FolderPath folder) {}
}
