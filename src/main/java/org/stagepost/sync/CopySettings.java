package org.stagepost.sync;

import java.nio.file.Path;

/**
 * How a mailbox is copied.
 *
 * @param excluded folders that are left behind
 * @param badItemLimit items that may be skipped because they are unreadable or refused; -1 for unlimited
 * @param largeItemLimit items that may be skipped because they are too large; -1 for unlimited
 * @param sliceItems items committed together, 1 or more
 * @param sliceBytes bytes committed together; an item larger than that is a slice of its own
 * @param mirror copies are deleted when their items are; else they stay
 * @param labels for sources that show one item in several folders
 * @param spool folder for large items on their way
 */
public record CopySettings(
        FolderChoice folders,
        long badItemLimit,
        long largeItemLimit,
        int sliceItems,
        long sliceBytes,
        boolean mirror,
        LabelMode labels,
        Path spool) {
    public static final long UNLIMITED = -1;
    public static final int DEFAULT_SLICE_ITEMS = 1000;
    public static final long DEFAULT_SLICE_BYTES = 8L * 1024 * 1024;
}
